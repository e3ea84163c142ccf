"""Reading lists."""

import re
from dataclasses import dataclass

from django.db.models import Count

from commerce.catalogue.models import Variant
from commerce.catalogue.states import VISIBLE
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import WishList, WishListItem

# What a link can hold; the database refuses some other letters.
SHARE_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class State:
    """What hearts need to know: the products and variants in any of the visitor's lists, and how many wishes there are."""

    products: tuple[int, ...]
    variants: tuple[int, ...]
    count: int


NOTHING = State((), (), 0)


def lists_of(holder: Holder | None) -> list[WishList]:
    """The holder's lists, the oldest first, each with `wishes`, the number of its items. One query."""
    if holder is None:
        return []
    return list(WishList.objects.filter(deleted_at=None, **holder.filter()).annotate(wishes=Count("items")))


def find_list(holder: Holder | None, list_id: int) -> WishList | None:
    """The list of that id, if it is this holder's and not deleted."""
    if holder is None:
        return None
    return WishList.objects.filter(pk=list_id, deleted_at=None, **holder.filter()).first()


def deleted_list(holder: Holder | None, list_id: int) -> WishList | None:
    """The list of that id, if this holder deleted it and can still have it back."""
    if holder is None:
        return None
    return WishList.objects.filter(pk=list_id, deleted_at__isnull=False, **holder.filter()).first()


def shared_list(share_token: str) -> WishList | None:
    """The list behind a link; None once sharing was switched off, or the list deleted."""
    if not SHARE_TOKEN.fullmatch(share_token):
        return None
    return WishList.objects.filter(share_token=share_token, deleted_at=None).first()


def state_of(holder: Holder | None) -> State:
    """What is in the holder's lists. One query."""
    if holder is None:
        return NOTHING
    lists = WishList.objects.filter(deleted_at=None, **holder.filter())
    rows = WishListItem.objects.filter(wish_list__in=lists).order_by().values_list("variant_id", "variant__product_id")
    pairs = list(rows)
    return State(
        products=tuple(sorted({product for _variant, product in pairs})),
        variants=tuple(sorted({variant for variant, _product in pairs})),
        count=len(pairs),
    )


def lists_with(holder: Holder, variant_id: int) -> set[int]:
    """The ids of the holder's lists in which the variant stands."""
    rows = WishListItem.objects.filter(variant=variant_id, wish_list__deleted_at=None)
    return set(
        rows.filter(**{f"wish_list__{name}": value for name, value in holder.filter().items()}).values_list(
            "wish_list_id", flat=True
        )
    )


def wished_variant(*, product_id: int = 0, variant_id: int = 0) -> Variant | None:
    """The variant that a heart means: the one named, else the product's first. None for what no shopper can see."""
    visible = Variant.objects.filter(is_active=True, product__status__in=VISIBLE).select_related("product")
    chosen = visible.filter(pk=variant_id) if variant_id else visible.filter(product=product_id)
    return chosen.order_by("sort_order", "pk").first()
