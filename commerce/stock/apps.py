"""The stock app."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """What lies on the shelves."""

    name = "commerce.stock"
    label = "stock"
    verbose_name = "Stock"
    default_auto_field = "django.db.models.BigAutoField"
