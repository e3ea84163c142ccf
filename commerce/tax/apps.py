"""The tax app."""

from django.apps import AppConfig


class TaxConfig(AppConfig):
    """Tax classes and rates."""

    name = "commerce.tax"
    label = "tax"
    verbose_name = "Tax"
    default_auto_field = "django.db.models.BigAutoField"
