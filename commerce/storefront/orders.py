"""An order as its customer sees it."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from moneyed import Money

from commerce.orders.downloads import is_open
from commerce.orders.models import Order
from commerce.orders.states import FulfilmentState
from commerce.payments.providers import provider_of
from commerce.storefront.downloads import download_links
from commerce.storefront.parcels import parcels_of
from commerce.storefront.prices import shown
from commerce.storefront.values import OrderLineView, OrderView
from sites.tenants.signing import sign, unsign

PURPOSE = "order"


def order_url(order: Order) -> str:
    """A page that only those see who were given its address: signed for this store."""
    return reverse("order", args=[sign(str(order.pk), purpose=PURPOSE)])


def order_of(token: str) -> Order | None:
    """The order that a signed address names."""
    pk = unsign(token, purpose=PURPOSE)
    return Order.objects.filter(pk=pk).first() if pk and pk.isdigit() else None


def order_view(order: Order) -> OrderView:
    """The order as texts, amounts on the basis it was sold on."""

    def money(amount: Decimal) -> str:
        return shown(Money(amount, order.currency))

    provider = provider_of(order.payment_provider)
    instructions = provider.instructions(order)
    lines = list(order.lines.prefetch_related("parts"))
    shipped = order.fulfilment_state != FulfilmentState.NOT_NEEDED
    gross = order.prices_gross
    return OrderView(
        number=order.number or "",
        placed_at=order.placed_at,
        email=order.email,
        status=order.get_status_display(),
        payment_status=order.get_payment_state_display(),
        fulfilment_status=order.get_fulfilment_state_display(),
        lines=[
            OrderLineView(
                line.name,
                line.sku,
                line.options,
                line.quantity,
                money(line.unit),
                money(line.gross if gross else line.net),
                [(part.quantity * line.quantity, part.name, part.sku) for part in line.parts.all()],
            )
            for line in lines
        ],
        subtotal=money(sum(((line.gross if gross else line.net) for line in lines), Decimal(0))),
        taxes=[
            (_("VAT %(rate)s %%") % {"rate": f"{Decimal(tax['rate']).normalize():f}"}, money(Decimal(tax["tax"])))
            for tax in order.taxes
            if Decimal(tax["rate"])
        ],
        shipping=money(order.shipping_gross if gross else order.shipping_net) if shipped else "",
        shipping_name=order.shipping_name,
        total=money(order.gross),
        total_note=_("incl. VAT"),
        address_lines=order.address_lines,
        payment_name=provider.label(),
        payment_instructions=instructions,
        events=[(event.at, event.text) for event in order.events.all()],
        note=order.note,
        url=order_url(order),
        downloads=download_links(order),
        is_paid=is_open(order),
        needs_parcel=shipped,
        parcels=parcels_of(order) if shipped else [],
        payment_follows=bool(instructions) and provider.lack() is not None,
    )
