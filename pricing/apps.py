"""The pricing app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """Price lists and all money arithmetic."""

    name = "pricing"
    label = "pricing"
    verbose_name = "Prices"
    default_auto_field = "django.db.models.BigAutoField"
