"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Products and categories."""

    name = "commerce.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remember addresses from now on, and do what dates on products say when they come."""
        from commerce.catalogue import slugs  # noqa: F401, PLC0415 - models must be loaded first
        from commerce.catalogue.lifecycle import keep_dates, next_date  # noqa: PLC0415
        from commerce.kernel import among  # noqa: F401, PLC0415 - a lookup for the columns of all models
        from sites.content.moments import watch_moments  # noqa: PLC0415

        watch_moments("products", next_after=next_date, arrive=lambda since, now: keep_dates(now=now, since=since))
