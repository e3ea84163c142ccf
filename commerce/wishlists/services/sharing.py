"""Lists that others may read."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import MOST_ITEMS, WishList, WishListItem
from commerce.wishlists.services.lists import check_room, create, free_name
from commerce.wishlists.services.locks import lock_list, lock_lists, touch


@transaction.atomic
def share_list(*, holder: Holder, list_id: int) -> WishList:
    """Let whoever has the link read the list. A list that is shared already keeps its link. Raises WishRefused."""
    found = lock_list(holder, list_id)
    if not found.share_token:
        found.share_token = secrets.token_urlsafe(18)
        found.save(update_fields=["share_token"])
    return found


@transaction.atomic
def stop_sharing(*, holder: Holder, list_id: int) -> WishList:
    """The link leads nowhere from now on; sharing again makes another one. Raises WishRefused."""
    found = lock_list(holder, list_id)
    found.share_token = None
    found.save(update_fields=["share_token"])
    return found


@transaction.atomic
def copy_list(*, holder: Holder, shared: WishList) -> WishList:
    """A list of the holder's own with what stands in a shared one, quantities too; notes are its owner's and stay there.

    Under the shared list's name, with a number where that is taken. The copy is not shared. Raises WishRefused beyond the
    limits.
    """
    if WishList.objects.filter(pk=shared.pk, **holder.filter()).exists():
        raise WishRefused(_("This is your own list."))
    others = lock_lists(holder)
    check_room(others)
    made = create(holder, free_name(WishList(name=shared.title), others))
    now = timezone.now()
    rows = list(shared.items.all()[:MOST_ITEMS])
    WishListItem.objects.bulk_create(
        WishListItem(wish_list=made, variant_id=row.variant_id, quantity=row.quantity, added_at=now) for row in reversed(rows)
    )
    touch(made)
    return made
