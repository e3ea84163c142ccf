"""The cart app."""

from django.apps import AppConfig


class CartConfig(AppConfig):
    """Carts."""

    name = "commerce.cart"
    label = "cart"
    verbose_name = "Carts"
    default_auto_field = "django.db.models.BigAutoField"
