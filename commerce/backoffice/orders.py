"""Orders in the admin: the list, one order with its timeline, and its verbs."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from moneyed import Money
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.backoffice.lacks import Notice, lack_of
from commerce.backoffice.variants.rows import amount_as_typed
from commerce.fulfilment.carriers import TRACKING_PAGES
from commerce.fulfilment.services import left_to_ship, ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order
from commerce.orders.selectors import ready_to_ship, waiting_for_payment
from commerce.orders.services import cancel_order
from commerce.orders.states import FulfilmentState, OrderStatus, PaymentState
from commerce.payments.providers import provider_of
from commerce.payments.services import mark_payment_received
from commerce.storefront.numbers import whole_number
from commerce.storefront.prices import shown

CHANGE = "orders.change_order"


# What an order can wait for: value of the filter -> words, and which orders those are.
WAITS: dict[str, tuple[Any, Callable[[], QuerySet[Order]]]] = {
    "shipping": (gettext_lazy("To be shipped now"), ready_to_ship),
    "payment": (gettext_lazy("Payment"), waiting_for_payment),
}


class OrderFilters(WagtailFilterSet):
    """By what they wait for, state and date."""

    waits = django_filters.ChoiceFilter(
        label=gettext_lazy("Waiting for"),
        choices=[(value, words) for value, (words, _orders) in WAITS.items()],
        method="by_wait",
    )
    placed_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Placed"), widget=DateRangePickerWidget)

    class Meta:
        model = Order
        fields = ["waits", "status", "payment_state", "fulfilment_state", "country", "placed_at"]

    def by_wait(self, orders: QuerySet[Order], _name: str, value: str) -> QuerySet[Order]:
        """Those that wait for this."""
        return orders & WAITS[value][1]()


class OrderIndexView(IndexView):
    """The list leads to the order, not to a form."""

    def get_edit_url(self, instance: Order) -> str | None:
        """Clicking an order looks at it."""
        return self.get_inspect_url(instance)


class OrderView(InspectView):
    """One order: lines, addresses, money, parcels, timeline, and what can be done."""

    template_name = "backoffice/order.html"
    page_title = gettext_lazy("Order")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything of the order, as texts."""
        order: Order = self.object
        stands = order.status == OrderStatus.PLACED
        left = left_to_ship(order)
        lines = list(order.lines.select_related("variant").prefetch_related("parts"))
        return super().get_context_data(**kwargs) | {
            "order": order,
            "lines": [
                (
                    line,
                    left.get(line.pk, 0),
                    shown(Money(line.unit, order.currency)),
                    shown(Money(line.net, order.currency)),
                    shown(Money(line.gross, order.currency)),
                )
                for line in lines
            ],
            "money": amounts(order),
            "events": order.events.select_related("by"),
            "ledger": [(entry, shown(Money(entry.amount, entry.currency))) for entry in order.ledger.select_related("by")],
            "shipments": order.shipments.prefetch_related("lines__order_line"),
            "carriers": list(TRACKING_PAGES),
            "can_change": self.request.user.has_perm(CHANGE),
            "can_pay": order.status != OrderStatus.CANCELLED and order.due.amount > 0,
            "can_ship": stands and bool(left),
            "can_cancel": stands and order.fulfilment_state in (FulfilmentState.UNFULFILLED, FulfilmentState.NOT_NEEDED),
            "due": amount_as_typed(order.due.amount, order.currency),
            "lack": self.lack(order),
        }

    def lack(self, order: Order) -> Notice | None:
        """Why this customer cannot pay yet; None where they can, or need not."""
        unpaid = order.status == OrderStatus.PLACED and order.due.amount > 0
        return lack_of(provider_of(order.payment_provider), self.request.user) if unpaid else None


def amounts(order: Order) -> dict[str, Any]:
    """The sums of an order, as texts."""

    def text(amount: Decimal) -> str:
        return shown(Money(amount, order.currency))

    return {
        "net": text(order.net),
        "tax": text(order.tax),
        "gross": text(order.gross),
        "paid": text(order.paid),
        "due": text(order.due.amount),
        "shipping": text(order.shipping_gross if order.prices_gross else order.shipping_net),
        "taxes": [(tax["rate"], text(Decimal(tax["tax"]))) for tax in order.taxes],
    }


class OrderViewSet(ModelViewSet):
    """Orders."""

    model = Order
    name = "orders"
    icon = "form"
    menu_label = gettext_lazy("Orders")
    menu_order = 200
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = OrderIndexView
    inspect_view_class = OrderView
    filterset_class = OrderFilters
    list_per_page = 50
    ordering = ["-placed_at", "-pk"]
    exclude_form_fields = ["cart"]
    search_backend_name = "default"
    list_display = [
        "number",
        Column("placed_at", label=gettext_lazy("Placed"), accessor="placed_at", sort_key="placed_at"),
        Column("full_name", label=gettext_lazy("Customer"), accessor="full_name", sort_key="full_name"),
        Column("email", label=gettext_lazy("E-mail"), accessor="email"),
        Column("total", label=gettext_lazy("Total"), accessor=lambda order: shown(order.total), sort_key="gross"),
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor="get_status_display",
            primary=lambda o: o.status == OrderStatus.PLACED,
            sort_key="status",
        ),
        StatusTagColumn(
            "payment",
            label=gettext_lazy("Payment"),
            accessor="get_payment_state_display",
            primary=lambda o: o.payment_state == PaymentState.PAID,
        ),
        StatusTagColumn(
            "fulfilment",
            label=gettext_lazy("Fulfilment"),
            accessor="get_fulfilment_state_display",
            primary=lambda o: o.fulfilment_state == FulfilmentState.SHIPPED,
        ),
    ]

    def get_urlpatterns(self) -> list[Any]:
        """The list, the order, the verbs."""
        kept = {"index", "index_results", "inspect"}
        own = [path("inspect/<int:pk>/<str:verb>/", perform, name="verb")]
        return [*(pattern for pattern in super().get_urlpatterns() if pattern.name in kept), *own]


@require_POST
def perform(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Carry out a verb on an order and say what became of it; a refusal changes nothing."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    order = get_object_or_404(Order, pk=pk)
    if verb not in VERBS:
        raise Http404
    try:
        messages.success(request, VERBS[verb](request, order))
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
    return redirect(reverse("orders:inspect", args=[pk]))


def pay(request: HttpRequest, order: Order) -> str:
    """Money came in."""
    try:
        amount = Decimal(request.POST.get("amount", "").strip().replace(",", "."))
    except InvalidOperation as error:
        raise NotAllowed(_("Write the amount as a number, such as 54.00.")) from error
    if not amount.is_finite():
        raise NotAllowed(_("Write the amount as a number, such as 54.00."))
    reference = request.POST.get("reference", "").strip()[:120]
    mark_payment_received(
        order=order, amount=Money(amount, order.currency), at=timezone.now(), by=request.user, reference=reference
    )
    return _("Payment of %(amount)s received.") % {"amount": shown(Money(amount, order.currency))}


def send(request: HttpRequest, order: Order) -> str:
    """A parcel leaves."""
    quantities = {line.pk: whole_number(request.POST.get(f"quantity-{line.pk}", "0")) or 0 for line in order.lines.all()}
    ship(
        order=order,
        at=timezone.now(),
        quantities=quantities,
        carrier=request.POST.get("carrier", "").strip()[:60],
        tracking_number=request.POST.get("tracking_number", "").strip()[:80],
        tracking_url=request.POST.get("tracking_url", "").strip(),
        by=request.user,
    )
    return _("Shipped. The customer is told by e-mail.")


def cancel(request: HttpRequest, order: Order) -> str:
    """The order will not be fulfilled."""
    cancel_order(order=order, reason=request.POST.get("reason", "").strip()[:200], at=timezone.now(), by=request.user)
    return _("Order %(number)s is cancelled; its stock is free again.") % {"number": order.number}


VERBS = {"pay": pay, "ship": send, "cancel": cancel}
