"""Reports → Back-in-stock alerts: how many wait for which variant, since when."""

from typing import Any

from django import forms
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter, NumberFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from commerce.catalogue.models import Brand, Variant
from commerce.stock.models import StockAlert
from commerce.stock.selectors import NOTHING, availability
from sites.content.reports import SearchedReport

SEE, SEE_PEOPLE = "stock.view_stockalert", "stock.see_people_stockalert"
WAITS = Q(alerts__sent_at=None, alerts__confirmed_at__isnull=False)
ASKED = Q(alerts__sent_at=None, alerts__confirmed_at=None)
TOLD = Q(alerts__sent_at__isnull=False)
STATES = {
    "in_stock": _("in stock"),
    "low_stock": _("only a few left"),
    "backorder": _("ordered in"),
    "out_of_stock": _("sold out"),
}


class WaitingFilterSet(WagtailFilterSet):
    """Those for which somebody waits now, or all; of a brand, of one product."""

    shown = ChoiceFilter(
        label=_("Show"),
        choices=[("unconfirmed", _("Asked for, not confirmed")), ("told", _("Told lately")), ("all", _("All of them"))],
        method="by_state",
        empty_label=_("Somebody waits"),
    )
    brand = ModelChoiceFilter(label=_("Brand"), queryset=lambda _request: Brand.objects.all(), field_name="product__brand")
    product = NumberFilter(label=_("Product"), field_name="product", widget=forms.HiddenInput)

    class Meta:
        model = Variant
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Those with an alert in that state."""
        return rows.filter(**{f"{value}__gt": 0}) if value in ("unconfirmed", "told") else rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Without a choice, those for which somebody waits."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("shown") else rows.filter(waiting__gt=0)


class SkuColumn(TitleColumn):
    """The SKU; it leads to who waits, for those who may see people."""

    def get_link_url(self, instance: Variant, parent_context: Any) -> str | None:
        """The list of people."""
        request: HttpRequest | None = parent_context.get("request")
        if request is None or not request.user.has_perm(SEE_PEOPLE):
            return None
        return f"{reverse('alert_people')}?variant={instance.pk}"


class WaitingReport(SearchedReport):
    """Variants for which somebody asked for a mail, the most wanted first. No addresses."""

    page_title = _("Back-in-stock alerts")
    header_icon = "mail"
    # Variants are indexed for staff; a report is searched by what it shows.
    search_backend_name = None
    search_fields = ["sku", "product__name"]
    model = Variant
    filterset_class = WaitingFilterSet
    default_ordering = ["-waiting", "oldest", "pk"]
    index_url_name = "alerts_report"
    index_results_url_name = "alerts_report_results"
    permission_policy = ModelPermissionPolicy(StockAlert)
    any_permission_required = frozenset({"view"})
    columns = [
        SkuColumn("sku", label=_("SKU"), sort_key="sku"),
        Column("product_name", label=_("Product"), accessor="product.name", sort_key="product__name"),
        Column("stock", label=_("Stock"), accessor="stock_now"),
        NumberColumn("waiting", label=_("Waiting"), sort_key="waiting"),
        NumberColumn("unconfirmed", label=_("Not confirmed"), sort_key="unconfirmed"),
        NumberColumn("told", label=_("Told"), sort_key="told"),
        DateColumn("oldest", label=_("Waiting since"), sort_key="oldest"),
        DateColumn("newest", label=_("Newest"), sort_key="newest"),
    ]
    list_export = ["sku", "product.name", "waiting", "unconfirmed", "told", "oldest", "newest"]
    export_headings = {
        "sku": _("SKU"),
        "product.name": _("Product"),
        "waiting": _("Waiting"),
        "unconfirmed": _("Not confirmed"),
        "told": _("Told"),
        "oldest": _("Waiting since"),
        "newest": _("Newest"),
    }
    export_filename = "back-in-stock-alerts"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Variants with their counts."""
        return variants_asked_for()

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """One page, with what there is in stock now. One query more."""
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        stocks = availability(variant.pk for variant in page.object_list)
        for variant in page.object_list:
            variant.stock_now = STATES[stocks.get(variant.pk, NOTHING).code]
        return paginator, page, page.object_list, has_others


def variants_asked_for() -> QuerySet[Variant]:
    """Variants with alerts: how many wait, did not confirm, were told; since when."""
    return (
        Variant.objects.filter(alerts__isnull=False)
        .select_related("product")
        .annotate(
            waiting=Count("alerts", filter=WAITS),
            unconfirmed=Count("alerts", filter=ASKED),
            told=Count("alerts", filter=TOLD),
            oldest=Min("alerts__created_at", filter=WAITS),
            newest=Max("alerts__created_at", filter=WAITS),
        )
    )


class AlertsMenuItem(MenuItem):
    """Reports → Back-in-stock alerts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may see them."""
        return bool(request.user.has_perm(SEE))
