"""Imports in the admin: what came, and how it went."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from legacy_import.models import ImportRun


class ImportRunViewSet(ModelViewSet):
    """What was imported, and how it went."""

    model = ImportRun
    icon = "download"
    menu_label = _("Imports")
    menu_order = 230
    add_to_settings_menu = True
    list_display = ["source", "status", "dry_run", "started_at", "finished_at"]
    list_filter = ["status"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = ["source", "status", "dry_run", "started_at", "finished_at", "report"]
    exclude_form_fields: list[str] = []
