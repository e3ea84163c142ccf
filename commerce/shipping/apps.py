"""The shipping app."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """Ways to deliver."""

    name = "commerce.shipping"
    label = "shipping"
    verbose_name = "Shipping"
    default_auto_field = "django.db.models.BigAutoField"
