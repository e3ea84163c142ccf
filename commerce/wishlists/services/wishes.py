"""What stands in a list: adding, changing, removing."""

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.cart.models import MOST
from commerce.catalogue.models import Variant
from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import LONGEST_NOTE, MOST_ITEMS, WishList, WishListItem
from commerce.wishlists.services.lists import default_list
from commerce.wishlists.services.locks import lock_list, touch


@transaction.atomic
def add_wish(*, holder: Holder, variant: Variant, list_id: int | None = None, quantity: int = 1) -> WishListItem:
    """Put a variant into a list, by default the holder's first one, made where there is none.

    What stands in the list already stays as it is, so a second click changes nothing. Raises WishRefused for a list that is
    not the holder's, and beyond MOST_ITEMS.
    """
    found = lock_list(holder, list_id if list_id is not None else default_list(holder=holder).pk)
    item = WishListItem.objects.filter(wish_list=found, variant=variant).first()
    if item is not None:
        return item
    check_room(found)
    item = WishListItem.objects.create(wish_list=found, variant=variant, quantity=min(max(1, quantity), MOST))
    touch(found)
    return item


@transaction.atomic
def change_wish(*, holder: Holder, list_id: int, item_id: int, quantity: int, note: str) -> None:
    """Set quantity and note of a wish; one that is not in the list is left alone. Raises WishRefused."""
    found = lock_list(holder, list_id)
    if not 1 <= quantity <= MOST:
        raise WishRefused(_("Choose a quantity from 1 to %(most)s.") % {"most": MOST})
    note = " ".join(note.replace("\0", "").split())
    if len(note) > LONGEST_NOTE:
        raise WishRefused(_("A note can have at most %(most)s characters.") % {"most": LONGEST_NOTE})
    if WishListItem.objects.filter(wish_list=found, pk=item_id).update(quantity=quantity, note=note):
        touch(found)


@transaction.atomic
def remove_wish(*, holder: Holder, list_id: int, item_id: int) -> None:
    """Take a wish out of a list; one that is not in it is left alone. Raises WishRefused."""
    found = lock_list(holder, list_id)
    if WishListItem.objects.filter(wish_list=found, pk=item_id).delete()[0]:
        touch(found)


@transaction.atomic
def remove_variant(*, holder: Holder, list_id: int, variant_ids: list[int]) -> None:
    """Take these variants out of a list, as far as they are in it. Raises WishRefused."""
    found = lock_list(holder, list_id)
    if WishListItem.objects.filter(wish_list=found, variant__in=variant_ids).delete()[0]:
        touch(found)


def check_room(wish_list: WishList) -> None:
    """Raise WishRefused unless one more may stand in the list, which is locked."""
    if WishListItem.objects.filter(wish_list=wish_list).count() >= MOST_ITEMS:
        raise WishRefused(
            _("“%(name)s” is full: a list can hold %(most)s articles.") % {"name": wish_list.title, "most": MOST_ITEMS}
        )
