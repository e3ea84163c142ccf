"""What the shop adds to the dashboard: orders that wait for somebody."""

from typing import Any

from wagtail.admin.site_summary import SummaryItem

from commerce.orders.selectors import ready_to_ship


class OrdersToShip(SummaryItem):
    """How many orders are to be shipped now, and the way to exactly these."""

    order = 50
    template_name = "backoffice/orders_to_ship.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:  # noqa: ARG002 - Wagtail's signature
        """The number."""
        return {"waiting": ready_to_ship().count()}

    def is_shown(self) -> bool:
        """To those who may look at orders."""
        return bool(self.request.user.has_perm("orders.view_order"))
