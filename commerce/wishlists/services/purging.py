"""What is forgotten."""

from datetime import datetime

from commerce.wishlists.models import GUEST_LIFETIME, UNDO_FOR, WishList


def purge_lists(*, at: datetime) -> int:
    """Delete lists for good: a day after they were deleted, and a guest's once none of them changed for a year. How many."""
    deleted = WishList.objects.filter(deleted_at__lt=at - UNDO_FOR)
    living = WishList.objects.filter(owner=None, changed_at__gte=at - GUEST_LIFETIME).values("token")
    forgotten = WishList.objects.filter(owner=None, changed_at__lt=at - GUEST_LIFETIME).exclude(token__in=living)
    label = WishList._meta.label
    return sum(rows.delete()[1].get(label, 0) for rows in (deleted, forgotten))
