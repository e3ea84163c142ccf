"""Goods leave."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.fulfilment.carriers import tracking_page
from commerce.fulfilment.models import Shipment, ShipmentLine
from commerce.kernel.events import OrderShipped, publish
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order, OrderLinePart
from commerce.orders.services import complete_if_done, goods_of, holder_of, lock_order, remember
from commerce.orders.states import FulfilmentState, OrderStatus
from commerce.stock.services import take_out

logger = logging.getLogger(__name__)
LONGEST_ADDRESS = 400


class OverShipped(NotAllowed):
    """More than is left to ship."""


def left_to_ship(order: Order) -> dict[int, int]:
    """Quantity still to ship by order line id; lines that have left entirely are not in it, nor files and services, nor
    bundles of nothing else.
    """
    packed = OrderLinePart.objects.filter(line=OuterRef("pk")).exclude(kind__in=WITHOUT_STOCK)
    lines = order.lines.exclude(kind__in=WITHOUT_STOCK).filter(~Q(kind=ProductKind.BUNDLE) | Exists(packed))
    lines = lines.annotate(gone=Sum("shipped__quantity"))
    return {line.pk: line.quantity - (line.gone or 0) for line in lines if line.quantity > (line.gone or 0)}


@transaction.atomic
def ship(
    *,
    order: Order,
    at: datetime,
    quantities: Mapping[int, int] | None = None,
    carrier: str = "",
    tracking_number: str = "",
    tracking_url: str = "",
    by: Any = None,
) -> Shipment:
    """A parcel with `quantities` (by order line id; default: all that is left) leaves; stock falls, the customer is told.
    A bundle leaves whole: the stock of its parts falls. `tracking_url` is where the parcel can be followed; without one, the
    page of the carrier if we know it (`carriers`).

    Raises OverShipped for more than is left, NotAllowed for an empty parcel, for what is not a line of this order, for what
    is no web address, and for an order that does not stand; nothing changes.
    """
    page = followed_at(carrier=carrier, number=tracking_number, given=tracking_url)
    order = lock_order(order)
    left = left_to_ship(order)
    parcel = {pk: count for pk, count in (quantities if quantities is not None else left).items() if count}
    check_parcel(order, parcel, left)
    shipment = Shipment.objects.create(
        order=order, carrier=carrier, tracking_number=tracking_number, tracking_url=page, shipped_at=at, by=by
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=pk, quantity=count) for pk, count in parcel.items()
    )
    demand = goods_of(order.lines.filter(pk__in=parcel).prefetch_related("parts"), parcel)
    take_out(demand=demand, holder=holder_of(order), reference=f"shipment:{shipment.pk}")
    order.fulfilment_state = FulfilmentState.PARTLY_SHIPPED if left_to_ship(order) else FulfilmentState.SHIPPED
    order.save(update_fields=["fulfilment_state"])
    pieces = [f"{parcel[line.pk]} × {line.sku}" for line in order.lines.filter(pk__in=parcel)]
    carried = " ".join(filter(None, [carrier, tracking_number]))
    remember(order=order, kind="shipped", details="; ".join(filter(None, [", ".join(pieces), carried])), at=at, by=by)
    complete_if_done(order=order, at=at)
    publish(OrderShipped(order.pk, shipment.pk))
    logger.info("Parcel %s of order %s left: %s", shipment.pk, order.number, carried or "no carrier named")
    return shipment


def followed_at(*, carrier: str, number: str, given: str) -> str:
    """The address of the tracking page: the one given, else that of a known carrier, else nothing. Customers click on it,
    so it is http or https. Raises NotAllowed for what is no such address.
    """
    if not given:
        return tracking_page(carrier, number)
    try:
        URLValidator(schemes=["http", "https"])(given)
    except ValidationError as error:
        raise NotAllowed(_("“%(given)s” is not a web address: start with https://") % {"given": given[:80]}) from error
    if len(given) > LONGEST_ADDRESS:
        raise NotAllowed(_("The address of the tracking page is too long."))
    return given


def check_parcel(order: Order, parcel: Mapping[int, int], left: Mapping[int, int]) -> None:
    """Raise OverShipped or NotAllowed unless this parcel can leave."""
    if order.status == OrderStatus.CANCELLED:
        raise NotAllowed(_("Order %(number)s was cancelled; nothing is shipped.") % {"number": order.number})
    if order.fulfilment_state == FulfilmentState.NOT_NEEDED:
        raise NotAllowed(_("Order %(number)s has nothing that is shipped.") % {"number": order.number})
    if not left:
        raise NotAllowed(_("Everything of order %(number)s has been shipped.") % {"number": order.number})
    lines = list(order.lines.all())
    if not parcel or min(parcel.values()) < 0 or not parcel.keys() <= {line.pk for line in lines}:
        raise NotAllowed(_("Choose what is in the parcel."))
    for line in lines:
        if parcel.get(line.pk, 0) > left.get(line.pk, 0):
            raise OverShipped(
                _("Only %(left)s of %(sku)s are left to ship on order %(number)s.")
                % {"left": left.get(line.pk, 0), "sku": line.sku, "number": order.number}
            )
