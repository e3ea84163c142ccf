"""The backoffice app."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """The shop in the Wagtail admin."""

    name = "commerce.backoffice"
    label = "backoffice"
    verbose_name = "Back office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Supply what lower floors ask for."""
        from commerce.backoffice import figures, supplied  # noqa: F401, PLC0415 - models must be loaded first
