"""A guest's lists become those of the person who has logged in. The rules with examples: docs/lists.md."""

from django.db import transaction
from django.utils import timezone

from commerce.wishlists.holder import Holder
from commerce.wishlists.models import WishList, WishListItem
from commerce.wishlists.services.locks import lock_lists


@transaction.atomic
def merge_guest_lists(*, token: str, user_id: int) -> int:
    """Give the guest's lists to the person; how many there were.

    A list whose name (however written) the person has already joins that one: of a variant in both the greater quantity
    stays, and the person's own note, else the guest's. The guest's link to a list that joins ends: it would show more than
    was shared. Every other list moves as it is, with its link. Nothing is lost to a limit: lists may be fuller for it, and
    only take no more.
    """
    guest, person = Holder(token=token), Holder(user_id=user_id)
    coming = lock_lists(guest)
    if not coming:
        return 0
    own = {wish_list.title.casefold(): wish_list for wish_list in lock_lists(person)}
    for wish_list in coming:
        target = own.get(wish_list.title.casefold())
        if target is None:
            wish_list.owner_id, wish_list.token = user_id, ""
            wish_list.save(update_fields=["owner", "token"])
            own[wish_list.title.casefold()] = wish_list
        else:
            join(wish_list, target)
            wish_list.delete()
    return len(coming)


def join(source: WishList, target: WishList) -> None:
    """Put what stands in one list into the other: the greater quantity, the target's note first."""
    there = {item.variant_id: item for item in target.items.all()}
    for item in source.items.all():
        same = there.get(item.variant_id)
        if same is None:
            item.wish_list = target
            item.save(update_fields=["wish_list"])
        else:
            quantity, note = max(item.quantity, same.quantity), same.note or item.note
            WishListItem.objects.filter(pk=same.pk).update(quantity=quantity, note=note)
    WishList.objects.filter(pk=target.pk).update(changed_at=timezone.now())
