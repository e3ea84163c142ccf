"""Locks on lists. A list is locked before any cart (docs/locking.md)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import WishList


def lock_lists(holder: Holder) -> list[WishList]:
    """All lists of the holder that are not deleted, locked by primary key, as they are once the locks are had."""
    wanted = WishList.objects.filter(deleted_at=None, **holder.filter()).order_by("pk")
    # Read again: what was committed while this waited is not in the rows that it waited for.
    list(wanted.select_for_update().values_list("pk"))
    return list(wanted)


def lock_list(holder: Holder, list_id: int) -> WishList:
    """One list of the holder, locked. Raises WishRefused for another's, and for one that is gone."""
    found = WishList.objects.select_for_update().filter(pk=list_id, deleted_at=None, **holder.filter()).first()
    if found is None:
        raise WishRefused(_("This list is not here any more."))
    return found


def touch(wish_list: WishList) -> None:
    """The list changed now."""
    WishList.objects.filter(pk=wish_list.pk).update(changed_at=timezone.now())
