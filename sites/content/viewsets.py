"""Menus and notices in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from sites.content.menus import Menu, Notice


class MenuViewSet(SnippetViewSet):
    """Menus, one row per place and language."""

    model = Menu
    icon = "list-ul"
    list_display = ["__str__", LocaleColumn(), UpdatedAtColumn()]
    list_filter = ["place"]


class NoticeViewSet(SnippetViewSet):
    """Announcement and cookie notice, one row per language."""

    model = Notice
    icon = "info-circle"
    list_display = ["__str__", "announcement", LocaleColumn(), UpdatedAtColumn()]


class FurnitureViewSetGroup(SnippetViewSetGroup):
    """What stands on every page."""

    items = (MenuViewSet, NoticeViewSet)
    menu_icon = "list-ul"
    menu_label = _("Menus and notices")
    menu_name = "furniture"
    menu_order = 350
