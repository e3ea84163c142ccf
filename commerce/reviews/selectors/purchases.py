"""What a customer bought and has not reviewed yet."""

from commerce.orders.models import Order, OrderLine
from commerce.reviews.models import Review


def left_to_review(order: Order) -> list[OrderLine]:
    """One line for each product of an order that still has a page and was not reviewed with this order."""
    lines = order.lines.select_related("variant__product")
    reviewed = set(Review.objects.filter(order_line__order=order).values_list("product", flat=True))
    first: dict[int, OrderLine] = {}
    for line in lines:
        product = line.variant.product
        if product.is_visible and product.pk not in reviewed:
            first.setdefault(product.pk, line)
    return list(first.values())
