"""Parcels of an order as its customer sees them: what is inside, who carries it, where it can be followed."""

from dataclasses import dataclass
from datetime import datetime

from commerce.fulfilment.models import Shipment
from commerce.fulfilment.services import left_to_ship
from commerce.orders.models import Order


@dataclass(frozen=True, slots=True)
class ParcelView:
    """One parcel. `lines`: (quantity, name, SKU). `url`: the carrier's page, where there is one."""

    shipped_at: datetime
    carrier: str
    number: str
    url: str
    lines: tuple[tuple[int, str, str], ...]


def parcel_view(shipment: Shipment) -> ParcelView:
    """A parcel with what is inside."""
    return ParcelView(
        shipped_at=shipment.shipped_at,
        carrier=shipment.carrier,
        number=shipment.tracking_number,
        url=shipment.tracking_url,
        lines=tuple((line.quantity, line.order_line.name, line.order_line.sku) for line in shipment.lines.all()),
    )


def parcels_of(order: Order) -> list[ParcelView]:
    """All parcels that have left, the first one first. Two queries."""
    return [parcel_view(shipment) for shipment in order.shipments.prefetch_related("lines__order_line")]


def more_will_come(order: Order) -> bool:
    """Whether something of the order is still to be sent."""
    return bool(left_to_ship(order))
