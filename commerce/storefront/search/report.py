"""Reports → Searches: what shoppers look for, and what they do not find."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import ExpressionWrapper, F, FloatField, QuerySet, Sum
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from commerce.storefront.models import PromotedSearch, SearchCount, SynonymGroup
from sites.content.reports import SearchedReport

USUAL_PERIOD = timedelta(days=30)
NOTHING, SOMETHING = "nothing", "something"


class SearchesFilterSet(WagtailFilterSet):
    """Period, language, with or without results."""

    day = DateFromToRangeFilter(label=_("Period"), field_name="day", widget=DateRangePickerWidget)
    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())
    results = ChoiceFilter(
        label=_("Results"),
        choices=[(NOTHING, _("Found nothing")), (SOMETHING, _("Found something"))],
        method="with_results",
        empty_label=_("All searches"),
    )

    class Meta:
        model = SearchCount
        fields: list[str] = []

    def with_results(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """By what the last search of the period found."""
        return rows.filter(last__0=0) if value == NOTHING else rows.filter(last__0__gt=0)


class TuneColumn(Column):
    """Links that make a synonym or a promotion of the words."""

    cell_template_name = "backoffice/searches/tune.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Where they lead, with the words filled in."""
        query = urlencode({"words": instance["words"], "language": instance["locale__language_code"]})
        return super().get_cell_context_data(instance, parent_context) | {
            "synonym_url": f"{reverse(add_address(SynonymGroup))}?{query}",
            "promote_url": f"{reverse(add_address(PromotedSearch))}?{query}",
        }


def add_address(model: Any) -> str:
    """The name of the address where a new row of a snippet is made."""
    return str(model.snippet_viewset.get_url_name("add"))


class SearchesReport(SearchedReport):
    """Words by how often they were searched for; the last 30 days unless a period is chosen."""

    page_title = _("Searches")
    page_subtitle = _("the last 30 days, unless you choose a period")
    header_icon = "search"
    search_fields = ["words"]
    model = SearchCount
    filterset_class = SearchesFilterSet
    default_ordering = ["-total", "words"]
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    permission_policy = ModelPermissionPolicy(SearchCount)
    any_permission_required = frozenset({"view"})
    columns = [
        Column("words", label=_("Words"), sort_key="words"),
        Column("locale__language_code", label=_("Language"), sort_key="locale__language_code"),
        NumberColumn("total", label=_("Searches"), sort_key="total"),
        NumberColumn("results", label=_("Results"), sort_key="last"),
        NumberColumn("clicked", label=_("Clicks"), sort_key="clicked"),
        Column("share", label=_("Clicked in 100 searches"), accessor=lambda row: f"{row['rate']:.0f}", sort_key="rate"),
        TuneColumn("tune", label=_("Tune")),
    ]
    list_export = ["words", "locale__language_code", "total", "results", "clicked"]
    export_headings = {
        "words": _("Words"),
        "locale__language_code": _("Language"),
        "total": _("Searches"),
        "results": _("Results"),
        "clicked": _("Clicks"),
    }
    export_filename = "searches"

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """What is filtered: sums, not rows."""
        return super().get_filterset_kwargs() | {"queryset": self.get_base_queryset()}

    def get_base_queryset(self) -> QuerySet[Any]:
        """Each word of a language once, with its sums over the period."""
        rows = SearchCount.objects.all()
        if not (self.request.GET.get("day_after") or self.request.GET.get("day_before")):
            rows = rows.filter(day__gte=timezone.localdate() - USUAL_PERIOD)
        return (
            rows.values("words", "locale", "locale__language_code")
            .annotate(total=Sum("searches"), clicked=Sum("clicks"), last=ArrayAgg("found", order_by="-day"))
            .annotate(results=F("last__0"), rate=share())
        )


def share() -> ExpressionWrapper:
    """Clicks in a hundred searches; a word that was clicked and not searched for counts as one search."""
    return ExpressionWrapper(100.0 * F("clicked") / Greatest(F("total"), 1), output_field=FloatField())
