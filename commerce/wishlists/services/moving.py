"""From a list into the cart."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from commerce.cart.models import Cart
from commerce.cart.services import CartRefused, add_to_cart
from commerce.wishlists.holder import Holder
from commerce.wishlists.services.locks import lock_list, touch


@dataclass(frozen=True, slots=True)
class Moved:
    """How many wishes went into the cart, and why the others stayed, by the wish's id."""

    count: int
    stayed: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def move_to_cart(*, holder: Holder, list_id: int, cart: Cart, item_ids: Collection[int] | None = None) -> Moved:
    """Put wishes into the cart, all of the list or those named, each in its quantity; what went leaves the list.

    Each wish for itself: what cannot be bought now stays, with the cart's reason. The list is locked first, so a second
    click finds what the first one left. Raises WishRefused for a list that is not the holder's.
    """
    found = lock_list(holder, list_id)
    items = found.items.order_by("added_at", "pk")
    if item_ids is not None:
        items = items.filter(pk__in=item_ids)
    count, stayed = 0, {}
    for item in items:
        try:
            with transaction.atomic():
                add_to_cart(cart=cart, variant_id=item.variant_id, quantity=item.quantity)
                item.delete()
            count += 1
        except CartRefused as error:
            stayed[item.pk] = error.message
    if count:
        touch(found)
    return Moved(count, stayed)
