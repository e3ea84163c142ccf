"""What the content app adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from sites.content.found.admin.redirect_form import AddRedirect, ChangeRedirect
from sites.content.found.admin.redirecting import import_redirects, redirect_missed
from sites.content.found.admin.report import CHANGE, SEE, MissedReport, ignore
from sites.content.handing_in import hand_in
from sites.content.previewing import preview_translation
from sites.content.still_here import script_tag, still_here
from sites.content.viewsets import FurnitureViewSetGroup

__all__ = ["hand_in"]

register_snippet(FurnitureViewSetGroup)


@hooks.register("insert_global_admin_css")
def style_our_screens() -> SafeString:
    """The style sheet of the screens that are ours."""
    return format_html('<link rel="stylesheet" href="{}">', static("themes/platform/admin.css"))


@hooks.register("insert_global_admin_js")
def ask_before_sending() -> SafeString:
    """No form is sent by somebody whose log-in has ended meanwhile."""
    return script_tag(static("themes/platform/still_here.js"))


@hooks.register("filter_form_submissions_for_user")
def show_messages_to_who_answers_for_the_page(user: Any, editable_forms: Any) -> Any:
    """Messages carry names and addresses of customers: who may only draft a page, a translator, does not read them."""
    publishable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
    return editable_forms & publishable


class MissedMenuItem(MenuItem):
    """Reports → Addresses not found."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may see them."""
        return bool(request.user.has_perm(SEE) or request.user.has_perm(CHANGE))


# Before Wagtail's: its own import takes no semicolons, no Latin-1, and circles; its form no address without a scheme.
@hooks.register("register_admin_urls", order=-1)
def found_urls() -> list[Any]:
    """The report of addresses that were not found, and what is done about them; what the screens of words ask for."""
    return [
        path("still-here/", still_here, name="still-here"),
        path("translations/<int:pk>/preview/", preview_translation, name="preview-translation"),
        path("redirects/import/", import_redirects, name="import-redirects"),
        path("redirects/add/", AddRedirect.as_view(), name="add-redirect"),
        path("redirects/<int:redirect_id>/", ChangeRedirect.as_view(), name="change-redirect"),
        path("reports/missed/", MissedReport.as_view(), name="missed_report"),
        path("reports/missed/results/", MissedReport.as_view(results_only=True), name="missed_report_results"),
        path("reports/missed/<int:pk>/redirect/", redirect_missed, name="missed-redirect"),
        path("reports/missed/<int:pk>/ignore/", ignore, name="missed-ignore"),
    ]


@hooks.register("register_reports_menu_item")
def missed_addresses() -> MenuItem:
    """What was asked for in vain."""
    return MissedMenuItem(_("Addresses not found"), reverse("missed_report"), name="missed", icon_name="warning", order=1260)
