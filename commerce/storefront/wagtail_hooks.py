"""What the storefront adds to the admin: how the shop is searched."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from commerce.storefront.found.feeds_screen import feeds_screen, may_see
from commerce.storefront.search.report import SearchesReport
from commerce.storefront.search.viewsets import SearchViewSetGroup

register_snippet(SearchViewSetGroup)

# Wagtail's own count and promotions, which the shop's search does not read.
NOT_OURS = frozenset({"search-terms", "promoted-search-results"})


class SearchesMenuItem(MenuItem):
    """Reports → Searches."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may see what shoppers look for."""
        return bool(request.user.has_perm("storefront.view_searchcount"))


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """The report, and its rows alone while it is filtered."""
    return [
        path("feeds/", feeds_screen, name="feeds"),
        path("reports/searches/", SearchesReport.as_view(), name="searches_report"),
        path("reports/searches/results/", SearchesReport.as_view(results_only=True), name="searches_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def searches() -> MenuItem:
    """What shoppers look for."""
    return SearchesMenuItem(_("Searches"), reverse("searches_report"), name="searches", icon_name="search", order=1250)


@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
def without_wagtails_search(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001 - Wagtail's signature
    """One place for each thing."""
    items[:] = [item for item in items if item.name not in NOT_OURS]


class FeedsMenuItem(MenuItem):
    """Settings → Feeds."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may see the screen."""
        return may_see(request)


@hooks.register("register_settings_menu_item")
def feeds() -> MenuItem:
    """Where machines read the shop."""
    return FeedsMenuItem(_("Feeds"), reverse("feeds"), name="feeds", icon_name="list-ul", order=805)
