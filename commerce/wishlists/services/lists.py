"""Making, naming, deleting and bringing back lists."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import LONGEST_NAME, MOST_LISTS, WishList
from commerce.wishlists.selectors import deleted_list
from commerce.wishlists.services.locks import lock_list, lock_lists


@transaction.atomic
def make_list(*, holder: Holder, name: str) -> WishList:
    """A new, empty list. Raises WishRefused for no name, a name too long or had already, and beyond MOST_LISTS."""
    name = clean_name(name)
    others = lock_lists(holder)
    check_room(others)
    check_free(name, others)
    return create(holder, name)


@transaction.atomic
def default_list(*, holder: Holder) -> WishList:
    """The holder's first list, made where there is none."""
    found = WishList.objects.filter(deleted_at=None, **holder.filter()).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return WishList.objects.create(name="", **holder.owns())
    except IntegrityError:  # A second click made it meanwhile.
        return WishList.objects.get(name="", deleted_at=None, **holder.filter())


@transaction.atomic
def rename_list(*, holder: Holder, list_id: int, name: str) -> WishList:
    """Give a list another name. Raises WishRefused as `make_list` does."""
    name = clean_name(name)
    others = lock_lists(holder)
    found = lock_list(holder, list_id)
    check_free(name, (other for other in others if other.pk != found.pk))
    found.name, found.changed_at = name, timezone.now()
    found.save(update_fields=["name", "changed_at"])
    return found


@transaction.atomic
def delete_list(*, holder: Holder, list_id: int) -> WishList:
    """Put a list out of sight; its link stops working. It can be brought back for a day. Raises WishRefused."""
    found = lock_list(holder, list_id)
    found.deleted_at = timezone.now()
    found.save(update_fields=["deleted_at"])
    return found


@transaction.atomic
def restore_list(*, holder: Holder, list_id: int) -> WishList:
    """Bring a deleted list back with all that was in it; shared again if it was. Under another name where its own is taken.

    Raises WishRefused for one that is gone for good, and beyond MOST_LISTS.
    """
    others = lock_lists(holder)
    found = deleted_list(holder, list_id)
    if found is None:
        raise WishRefused(_("This list cannot be brought back any more."))
    check_room(others)
    found.name = free_name(found, others)
    found.deleted_at = None
    found.save(update_fields=["name", "deleted_at"])
    return found


def clean_name(name: str) -> str:
    """The name in one line. Raises WishRefused for an empty one and one that is too long."""
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise WishRefused(_("Please give the list a name."))
    if len(name) > LONGEST_NAME:
        raise WishRefused(_("The name can have at most %(most)s characters.") % {"most": LONGEST_NAME})
    return name


def check_room(others: list[WishList]) -> None:
    """Raise WishRefused unless one more list may be made."""
    if len(others) >= MOST_LISTS:
        raise WishRefused(_("You have %(most)s lists already. Please delete one first.") % {"most": MOST_LISTS})


def check_free(name: str, others: Iterable[WishList]) -> None:
    """Raise WishRefused where another list is shown under this name, however it is written."""
    if name.casefold() in titles(others):
        raise WishRefused(_("You have a list “%(name)s” already.") % {"name": name})


def create(holder: Holder, name: str) -> WishList:
    """Write the list; where a second click was faster, refuse as if it had been there before."""
    try:
        with transaction.atomic():
            return WishList.objects.create(name=name, **holder.owns())
    except IntegrityError:
        raise WishRefused(_("You have a list “%(name)s” already.") % {"name": name}) from None


def free_name(wish_list: WishList, others: Iterable[WishList]) -> str:
    """The list's own name, or that name with the next free number: "Office 2"."""
    taken, title = titles(others), wish_list.title
    if title.casefold() not in taken:
        return wish_list.name
    number = 2
    while numbered(title, number).casefold() in taken:
        number += 1
    return numbered(title, number)


def numbered(title: str, number: int) -> str:
    """`title` with a number, as long as a name may be."""
    return f"{title[: LONGEST_NAME - len(str(number)) - 1].rstrip()} {number}"


def titles(lists: Iterable[WishList]) -> set[str]:
    """The names of lists as they are shown, however written."""
    return {other.title.casefold() for other in lists}
