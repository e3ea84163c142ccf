"""What the shop adds to the dashboard: orders that wait for somebody."""

from typing import Any

from wagtail.admin.site_summary import SummaryItem

from commerce.orders.models import Order
from commerce.orders.states import FulfilmentState, OrderStatus


class OrdersToShip(SummaryItem):
    """How many orders have something left to ship, and the way to them."""

    order = 50
    template_name = "backoffice/orders_to_ship.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:  # noqa: ARG002 - Wagtail's signature
        """The number and the filter of the list."""
        waiting = Order.objects.filter(status=OrderStatus.PLACED).exclude(
            fulfilment_state__in=(FulfilmentState.SHIPPED, FulfilmentState.NOT_NEEDED)
        )
        return {"waiting": waiting.count(), "status": OrderStatus.PLACED.value}

    def is_shown(self) -> bool:
        """To those who may look at orders."""
        return bool(self.request.user.has_perm("orders.view_order"))
