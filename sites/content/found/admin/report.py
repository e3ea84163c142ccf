"""Reports → Addresses not found."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.permission_policies import ModelPermissionPolicy

from sites.content.found.models import MissedAddress
from sites.content.reports import SearchedReport

SEE, CHANGE = "content.view_missedaddress", "content.change_missedaddress"
OPEN, IGNORED = "open", "ignored"


class MissedFilterSet(WagtailFilterSet):
    """Those to look at, or those that were put aside."""

    shown = ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[(IGNORED, gettext_lazy("Ignored ones")), ("all", gettext_lazy("All of them"))],
        method="by_state",
        empty_label=gettext_lazy("Those to look at"),
    )

    class Meta:
        model = MissedAddress
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """The ignored ones alone, or everything."""
        return rows.filter(is_ignored=True) if value == IGNORED else rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Without a choice, what still wants looking at."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("shown") else rows.filter(is_ignored=False)


class DoColumn(Column):
    """Make a redirect, ignore."""

    cell_template_name = "backoffice/found/missed_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Where the two lead."""
        return super().get_cell_context_data(instance, parent_context) | {
            "request": parent_context.get("request"),
            "redirect_url": reverse("missed-redirect", args=[instance.pk]),
            "ignore_url": reverse("missed-ignore", args=[instance.pk]),
        }


class MissedReport(SearchedReport):
    """Addresses that people asked for and that were not there, the most wanted first."""

    page_title = gettext_lazy("Addresses not found")
    header_icon = "warning"
    search_fields = ["path", "referrer_host"]
    model = MissedAddress
    filterset_class = MissedFilterSet
    default_ordering = ["-hits", "path"]
    index_url_name = "missed_report"
    index_results_url_name = "missed_report_results"
    permission_policy = ModelPermissionPolicy(MissedAddress)
    any_permission_required = frozenset({"view", "change"})
    columns = [
        Column("path", label=gettext_lazy("Address"), sort_key="path"),
        NumberColumn("hits", label=gettext_lazy("Asked for"), sort_key="hits"),
        Column("referrer_host", label=gettext_lazy("Linked from"), sort_key="referrer_host"),
        DateColumn("last_seen", label=gettext_lazy("Last time"), sort_key="last_seen"),
        DateColumn("first_seen", label=gettext_lazy("First time"), sort_key="first_seen"),
        DoColumn("do", label=gettext_lazy("What to do")),
    ]
    list_export = ["path", "hits", "referrer_host", "last_seen", "first_seen", "is_ignored"]
    export_headings = {
        "path": gettext_lazy("Address"),
        "hits": gettext_lazy("Asked for"),
        "referrer_host": gettext_lazy("Linked from"),
        "last_seen": gettext_lazy("Last time"),
        "first_seen": gettext_lazy("First time"),
        "is_ignored": gettext_lazy("Ignored"),
    }
    export_filename = "addresses-not-found"


@require_POST
def ignore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an address aside, or take it back."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    missed = get_object_or_404(MissedAddress, pk=pk)
    missed.is_ignored = not missed.is_ignored
    missed.save(update_fields=["is_ignored"])
    words = _("“%s” is ignored from now on.") if missed.is_ignored else _("“%s” is watched again.")
    messages.success(request, words % missed.path)
    return redirect("missed_report")
