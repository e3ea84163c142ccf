"""The storefront app."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    """What shoppers see."""

    name = "commerce.storefront"
    label = "storefront"
    verbose_name = "Storefront"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Supply pages and blocks, listen to what makes the shelf stale."""
        from commerce.storefront import subscribers, supplied  # noqa: F401, PLC0415 - models must be loaded first
        from commerce.storefront.found import supplied as found_supplied  # noqa: F401, PLC0415
        from commerce.storefront.search import subscribers as _of_search  # noqa: F401, PLC0415
