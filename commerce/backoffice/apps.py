"""The backoffice app."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """The shop in the Wagtail admin."""

    name = "commerce.backoffice"
    label = "backoffice"
    verbose_name = "Back office"
    default_auto_field = "django.db.models.BigAutoField"
