"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Products and categories."""

    name = "commerce.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remember addresses from now on."""
        from commerce.catalogue import slugs  # noqa: F401, PLC0415 - models must be loaded first
