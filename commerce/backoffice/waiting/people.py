"""Who waits for a variant: addresses, so for those alone who may see them."""

import logging
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, NumberFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy

from commerce.backoffice.sheets.reading.rows import guarded
from commerce.stock.models import StockAlert
from sites.content.reports import SearchedReport

logger = logging.getLogger(__name__)
WAITING, UNCONFIRMED, TOLD = "waiting", "unconfirmed", "told"


class PeopleFilterSet(WagtailFilterSet):
    """By how far the alert has come, and of one variant."""

    state = ChoiceFilter(
        label=_("Show"),
        choices=[(WAITING, _("Waiting")), (UNCONFIRMED, _("Not confirmed")), (TOLD, _("Told"))],
        method="by_state",
    )
    variant = NumberFilter(label=_("Variant"), field_name="variant", widget=forms.HiddenInput)

    class Meta:
        model = StockAlert
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Those that wait, did not confirm, or were told."""
        if value == TOLD:
            return rows.filter(sent_at__isnull=False)
        return rows.filter(sent_at=None, confirmed_at__isnull=value == UNCONFIRMED)


class PeopleReport(SearchedReport):
    """Addresses, oldest first."""

    page_title = _("Who waits")
    header_icon = "mail"
    search_fields = ["email", "variant__sku", "variant__product__name"]
    model = StockAlert
    filterset_class = PeopleFilterSet
    default_ordering = ["created_at", "pk"]
    index_url_name = "alert_people"
    index_results_url_name = "alert_people_results"
    permission_policy = ModelPermissionPolicy(StockAlert)
    any_permission_required = frozenset({"see_people"})
    columns = [
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("sku", label=_("SKU"), accessor="variant.sku", sort_key="variant__sku"),
        Column("product", label=_("Product"), accessor="variant.product.name"),
        Column("language", label=_("Language"), sort_key="language"),
        DateColumn("created_at", label=_("Asked"), sort_key="created_at"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
        DateColumn("sent_at", label=_("Told"), sort_key="sent_at"),
    ]
    list_export = ["email", "variant.sku", "variant.product.name", "language", "created_at", "confirmed_at", "sent_at"]
    export_headings = {
        "email": _("E-mail"),
        "variant.sku": _("SKU"),
        "variant.product.name": _("Product"),
        "language": _("Language"),
        "created_at": _("Asked"),
        "confirmed_at": _("Confirmed"),
        "sent_at": _("Told"),
    }
    # An address may begin with what a spreadsheet takes for a formula, and strangers write it.
    custom_field_preprocess = {
        name: {"csv": guarded, "xlsx": guarded} for name in ("email", "variant.sku", "variant.product.name")
    }
    export_filename = "who-waits"

    def get_base_queryset(self) -> QuerySet[Any]:
        """All wishes, with what they are about."""
        return StockAlert.objects.select_related("variant__product")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the report that names nobody."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse("alerts_report"), "label": _("Back-in-stock alerts")}, *items[-1:]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A copy of addresses that leaves the shop is written into the log."""
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if self.is_export:
            logger.info("%s exported who waits for what", request.user.pk)
        return response
