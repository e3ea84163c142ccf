"""A shopper's ways with lists, for tests."""

from typing import Any

from django.test import Client

from commerce.catalogue.models import Variant
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import WishList, WishListItem

GUEST = Holder(token="a-guest")
JSON = {"accept": "application/json"}


def made(holder: Holder, name: str = "", **goods: tuple[Variant, int, str]) -> WishList:
    """A list with (variant, quantity, note) each; written straight into the tables."""
    wish_list = WishList.objects.create(name=name, **holder.owns())
    for variant, quantity, note in goods.values():
        WishListItem.objects.create(wish_list=wish_list, variant=variant, quantity=quantity, note=note)
    return wish_list


def contents(wish_list: WishList) -> dict[str, tuple[int, str]]:
    """SKU -> quantity and note."""
    rows = WishListItem.objects.filter(wish_list=wish_list).values_list("variant__sku", "quantity", "note")
    return {sku: (quantity, note) for sku, quantity, note in rows}


def press_heart(client: Client, variant: Variant, **more: Any) -> Any:
    """The heart on a card, without JavaScript."""
    return client.post("/lists/heart/", {"product": variant.product_id, **more})


def do(client: Client, wish_list: WishList, verb: str, **fields: Any) -> Any:
    """A button of the list's page, without JavaScript."""
    return client.post(f"/lists/{wish_list.pk}/", {"do": verb, **fields})
