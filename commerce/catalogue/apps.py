"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Products and categories."""

    name = "commerce.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"
