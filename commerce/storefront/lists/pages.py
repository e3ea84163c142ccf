"""The pages of a shopper's own lists: looking, and everything that a form on them can ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commerce.cart.services import new_cart
from commerce.storefront.cookie import cart_of, remember_cart
from commerce.storefront.lists.wishes import list_links, list_view
from commerce.storefront.numbers import whole_number
from commerce.wishlists.cookie import holder_for_writing, holder_of, remember
from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import LONGEST_NAME, LONGEST_NOTE, MOST_LISTS
from commerce.wishlists.selectors import deleted_list, find_list, lists_of
from commerce.wishlists.services import (
    Moved,
    change_wish,
    delete_list,
    make_list,
    move_to_cart,
    remove_wish,
    rename_list,
    restore_list,
    share_list,
    stop_sharing,
)
from sites.content.pages.base import Crumb, private_head
from sites.tenants.context import current_store
from sites.tenants.origin import guarded_by_origin

CART_CHANGED = "cart-changed"
# What an address may say was moved; more than a list can hold is nobody's doing.
LARGE = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which list to show after a change (0: the first), what to say, and the deleted list that can be brought back."""

    list_id: int = 0
    said: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    query: str = ""
    cart: object = None
    stayed: dict[int, str] = field(default_factory=dict)


@never_cache
@guarded_by_origin
@require_http_methods(["GET", "POST"])
def wish_list(request: HttpRequest, list_id: int = 0) -> HttpResponse:
    """One list, the first where none is named; a POST does what its button says (`do`)."""
    if request.method == "POST":
        return change(request, list_id)
    outcome = Outcome(list_id, said=said_in(request))
    return page(request, outcome)


@never_cache
@guarded_by_origin
@require_POST
def new_list(request: HttpRequest) -> HttpResponse:
    """Make a list, and show it."""
    holder = holder_for_writing(request)
    try:
        made = make_list(holder=holder, name=request.POST.get("name", ""))
    except WishRefused as error:
        return page(request, Outcome(whole_number(request.POST.get("shown")) or 0, warned=(error.message,)), status=422)
    response = answer(request, holder, Outcome(made.pk))
    remember(response, holder, secure=request.is_secure())
    return response


def change(request: HttpRequest, list_id: int) -> HttpResponse:
    """Do what the form asks for; a refusal is said on the page, and nothing has changed."""
    holder, verb = holder_of(request), VERBS.get(request.POST.get("do", ""))
    if holder is None or verb is None:
        return page(request, Outcome(warned=(_("This list is not here any more."),)), status=422)
    try:
        outcome = verb(request, holder, list_id)
    except WishRefused as error:
        shown = list_id if find_list(holder, list_id) else 0
        return page(request, Outcome(shown, warned=(error.message,)), status=422)
    response = answer(request, holder, outcome)
    remember(response, holder, secure=request.is_secure())
    if outcome.cart is not None:
        remember_cart(response, outcome.cart, secure=request.is_secure())  # type: ignore[arg-type]
        response["HX-Trigger"] = CART_CHANGED
    return response


def do_rename(request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """Another name."""
    rename_list(holder=holder, list_id=list_id, name=request.POST.get("name", ""))
    return Outcome(list_id)


def do_delete(_request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """Out of sight, with the way back."""
    delete_list(holder=holder, list_id=list_id)
    return Outcome(query=f"deleted={list_id}")


def do_restore(_request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """Back again."""
    return Outcome(restore_list(holder=holder, list_id=list_id).pk)


def do_share(_request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """A link for others."""
    return Outcome(share_list(holder=holder, list_id=list_id).pk, query="shared=1")


def do_unshare(_request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """No link any more."""
    return Outcome(stop_sharing(holder=holder, list_id=list_id).pk)


def do_save(request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """Quantity and note of a wish."""
    save_wish(request, holder, list_id)
    return Outcome(list_id, said=(_("Saved."),), query="saved=1")


def do_remove(request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """Out of the list."""
    remove_wish(holder=holder, list_id=list_id, item_id=item_of(request))
    return Outcome(list_id)


def do_cart(request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """One wish into the cart, in the quantity of its form."""
    with transaction.atomic():
        save_wish(request, holder, list_id)
        return into_cart(request, holder, list_id, item_ids=[item_of(request)])


def do_cart_all(request: HttpRequest, holder: Holder, list_id: int) -> Outcome:
    """All that can be bought into the cart."""
    return into_cart(request, holder, list_id)


VERBS: dict[str, Callable[[HttpRequest, Holder, int], Outcome]] = {
    "rename": do_rename,
    "delete": do_delete,
    "restore": do_restore,
    "share": do_share,
    "unshare": do_unshare,
    "save": do_save,
    "remove": do_remove,
    "cart": do_cart,
    "cart-all": do_cart_all,
}


def item_of(request: HttpRequest) -> int:
    """The wish that the form is about."""
    return whole_number(request.POST.get("item")) or 0


def save_wish(request: HttpRequest, holder: Holder, list_id: int) -> None:
    """Quantity and note as typed. Raises WishRefused for a quantity that is no number."""
    quantity = whole_number(request.POST.get("quantity"))
    if quantity is None:
        raise WishRefused(_("Write the quantity as a whole number."))
    note = request.POST.get("note", "")
    change_wish(holder=holder, list_id=list_id, item_id=item_of(request), quantity=quantity, note=note)


def into_cart(request: HttpRequest, holder: Holder, list_id: int, item_ids: list[int] | None = None) -> Outcome:
    """Move wishes, and say what went and what stayed. Where nothing went, no empty cart is left behind."""
    existing = cart_of(request)
    with transaction.atomic():
        cart = existing or new_cart(currency=current_store().currency)
        moved = move_to_cart(holder=holder, list_id=list_id, cart=cart, item_ids=item_ids)
        if not moved.count and existing is None:
            cart.delete()
    query = "" if moved.stayed or not moved.count else f"moved={moved.count}"
    said = (moved_text(moved.count),) if moved.count else ()
    return Outcome(
        list_id, said=said, warned=stayed_text(moved), query=query, cart=cart if moved.count else None, stayed=moved.stayed
    )


def moved_text(count: int) -> str:
    """What went into the cart."""
    return ngettext("%(count)s article is in your cart now.", "%(count)s articles are in your cart now.", count) % {
        "count": count
    }


def stayed_text(moved: Moved) -> tuple[str, ...]:
    """That something stayed; why stands at each wish."""
    if not moved.stayed:
        return ()
    count = len(moved.stayed)
    text = ngettext(
        "%(count)s article stayed in the list: see the reason there.",
        "%(count)s articles stayed in the list: see the reason at each.",
        count,
    )
    return (text % {"count": count},)


def said_in(request: HttpRequest) -> tuple[str, ...]:
    """What was done before the browser was sent here."""
    if (count := whole_number(request.GET.get("moved"))) and 0 < count < LARGE:
        return (moved_text(count),)
    return (_("Saved."),) if request.GET.get("saved") else ()


def answer(request: HttpRequest, holder: Holder, outcome: Outcome) -> HttpResponse:
    """After a change: the part in place for htmx, else the page by its own address, so that going back repeats nothing."""
    address = reverse("list", args=[outcome.list_id]) if outcome.list_id else reverse("lists")
    if request.htmx:  # type: ignore[attr-defined]
        response = page(request, outcome, holder=holder)
        response["HX-Push-Url"] = address
        return response
    if outcome.stayed:
        return page(request, outcome, holder=holder, status=422)
    return redirect(f"{address}?{outcome.query}" if outcome.query else address)


def page(request: HttpRequest, outcome: Outcome, *, holder: Holder | None = None, status: int = 200) -> HttpResponse:
    """The list with the others beside it: the part alone for htmx. Raises Http404 for a list that is not the visitor's."""
    holder = holder or holder_of(request)
    lists = lists_of(holder)
    current = next((row for row in lists if row.pk == outcome.list_id), None)
    if current is None and outcome.list_id:
        raise Http404(_("There is no such list."))
    current = current or next(iter(lists), None)
    gone = deleted_in(outcome.query) or whole_number(request.GET.get("deleted")) or 0
    title = _("Wish lists")
    context = {
        "title": title,
        "lists": list_links(lists, current=current.pk if current else 0),
        "list": list_view(current, request) if current else None,
        "said": outcome.said,
        "warned": outcome.warned,
        "stayed": outcome.stayed,
        "deleted": deleted_list(holder, gone) if gone and not find_list(holder, gone) else None,
        "is_guest": not request.user.is_authenticated,
        "open_share": "shared" in request.GET or request.POST.get("do") == "share",
        "can_make": len(lists) < MOST_LISTS,
        "longest_name": LONGEST_NAME,
        "longest_note": LONGEST_NOTE,
        "breadcrumbs": [Crumb(title, None)],
        "seo": private_head(title),
    }
    in_place = bool(request.htmx)  # type: ignore[attr-defined]
    response = render(request, "shop/lists/wishlist.html" if in_place else "shop/lists/page.html", context, status=status)
    if lists and holder is not None and request.method == "GET":
        remember(response, holder, secure=request.is_secure())
    return response


def deleted_in(query: str) -> int:
    """The list that was deleted just now."""
    return whole_number(query.removeprefix("deleted=")) or 0 if query.startswith("deleted=") else 0
