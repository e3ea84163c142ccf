"""What stands under Catalogue besides the catalogue itself."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ForMerchandisers(MenuItem):
    """Shown to those who may change products."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether they may."""
        return bool(request.user.has_perm("catalogue.change_product"))


@hooks.register("register_catalogue_menu_item")
def sheets_item() -> MenuItem:
    """Import and export."""
    return ForMerchandisers(_("Import and export"), reverse("sheets"), name="sheets", icon_name="upload", order=600)


@hooks.register("register_catalogue_menu_item")
def health_item() -> MenuItem:
    """Catalogue health."""
    return ForMerchandisers(_("Catalogue health"), reverse("catalogue-health"), name="health", icon_name="warning", order=610)
