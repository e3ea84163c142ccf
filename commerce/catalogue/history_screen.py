"""The history of a product on the screen."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.history import HistoryView

from commerce.catalogue.history import FACTS, fact_label, shown_value
from commerce.catalogue.models import Attribute, FactChange

SOURCES = {
    "import": _("an import"),
    "withdrawal": _("its date of withdrawal"),
    "launch": _("its launch"),
    "order": _("an order"),
    "bulk": _("a bulk action"),
    "undo": _("undoing a bulk action"),
}


class ChangeFilters(WagtailFilterSet):
    """By fact, SKU and day."""

    fact = django_filters.ChoiceFilter(label=_("Fact"), choices=lambda: list(FACTS.items()), method="about")
    sku = django_filters.CharFilter(label=_("SKU"), lookup_expr="iexact")
    at = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = FactChange
        fields: list[str] = []

    def about(self, changes: QuerySet[FactChange], _name: str, fact: str) -> QuerySet[FactChange]:
        """Changes of that fact; "price" is about prices in every currency."""
        return changes.filter(fact=fact) | changes.filter(fact__startswith=f"{fact} ")


class ProductHistoryView(HistoryView):
    """Who changed what, when, from what to what; the newest first."""

    any_permission_required = ["change", "view"]
    filterset_class = ChangeFilters
    paginate_by = 50
    is_searchable = False

    @cached_property
    def columns(self) -> list[Column]:
        """When, who, what, from, to."""
        return [
            DateColumn("at", label=_("When"), accessor="at"),
            Column("by", label=_("Who"), accessor=who),
            Column("fact", label=_("Fact"), accessor=lambda change: fact_label(change.fact, self.attributes)),
            Column("sku", label=_("SKU"), accessor="sku"),
            Column("before", label=_("From"), accessor=lambda change: shown_value(change.fact, change.before)),
            Column("after", label=_("To"), accessor=lambda change: shown_value(change.fact, change.after)),
        ]

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Labels of all attributes by code."""
        return {attribute.code: str(attribute) for attribute in Attribute.objects.all()}

    def get_base_queryset(self) -> QuerySet[FactChange]:
        """All changes of this product."""
        return FactChange.objects.filter(product=self.object).select_related("by")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Wagtail's own filters are about log entries; these are about changes."""
        return {"data": self.request.GET, "request": self.request, "queryset": self.get_base_queryset()}

    @cached_property
    def verbose_name_plural(self) -> Any:
        """Changes."""
        return FactChange._meta.verbose_name_plural


def who(change: FactChange) -> str:
    """The person, or what did it."""
    if change.by:
        return change.by.get_full_name() or str(change.by)
    return str(SOURCES.get(change.source, change.source))
