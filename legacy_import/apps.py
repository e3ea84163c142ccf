"""The legacy_import app."""

from django.apps import AppConfig


class LegacyImportConfig(AppConfig):
    """Catalogues of PrestaShop."""

    name = "legacy_import"
    label = "legacy_import"
    verbose_name = "Import"
    default_auto_field = "django.db.models.BigAutoField"
