"""The cart: look at it, add, change, remove. Works without JavaScript; htmx gets fragments."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commerce.cart.models import Cart
from commerce.cart.services import CartRefused, add_to_cart, change_quantity, new_cart, remove_line
from commerce.storefront.carts import cart_view
from commerce.storefront.cookie import cart_of, had_cart, remember_cart
from commerce.storefront.numbers import whole_number
from sites.content.pages.base import private_head
from sites.tenants.context import current_store
from sites.tenants.origin import guarded_by_origin

FIELD = "quantity-"
CHANGED = "cart-changed"


@never_cache
@require_GET
def badge(request: HttpRequest) -> HttpResponse:
    """How many pieces are in the cart: the one personal thing on a page that is the same for all."""
    cart = cart_of(request)
    count = sum(cart.lines.values_list("quantity", flat=True)) if cart else 0
    return render(request, "shop/cart_badge.html", {"count": count})


@never_cache
@require_http_methods(["GET", "POST"])
def cart(request: HttpRequest) -> HttpResponse:
    """Show the cart; a POST changes quantities or removes a line."""
    found = cart_of(request)
    notices: list[str] = []
    if request.method == "POST":
        notices = change(request, found)
        if not notices and not request.htmx:  # type: ignore[attr-defined]
            return redirect("cart")
    elif found is None and had_cart(request):
        notices = [_("Your cart was ordered or has expired, so it is empty now.")]
    view = cart_view(found, current_store().currency, notices=tuple(notices))
    in_place = bool(request.htmx)  # type: ignore[attr-defined]
    template = "shop/cart_lines.html" if in_place else "shop/cart.html"
    wrong = request.method == "POST" and bool(notices) and not in_place
    response = render(request, template, {"cart": view, "seo": private_head(_("Your cart"))}, status=422 if wrong else 200)
    if request.method == "POST":
        response["HX-Trigger"] = CHANGED
    return response


def change(request: HttpRequest, found: Cart | None) -> list[str]:
    """Carry out what the form says; what could not be done, in words."""
    if found is None:
        return [_("Your cart has expired. Please add the articles again.")]
    if "remove" in request.POST:
        try:
            remove_line(cart=found, line_id=whole_number(request.POST["remove"]) or 0)
        except CartRefused as error:
            return [error.message]
        return []
    refused = []
    for name, value in request.POST.items():
        if not name.startswith(FIELD):
            continue
        quantity = whole_number(str(value))
        try:
            if quantity is None:
                raise CartRefused(_("Write quantities as whole numbers."))
            change_quantity(cart=found, line_id=whole_number(name.removeprefix(FIELD)) or 0, quantity=quantity)
        except CartRefused as error:
            refused.append(error.message)
    return refused


@guarded_by_origin
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a variant into the cart. A refusal is shown where the shopper is, with the quantity kept."""
    store = current_store()
    try:
        with transaction.atomic():  # A refusal leaves no empty cart behind.
            found = cart_of(request) or new_cart(currency=store.currency)
            line = add_to_cart(
                cart=found, variant_id=whole_number(request.POST.get("variant")) or 0, quantity=wanted_quantity(request)
            )
    except CartRefused as error:
        return refused(request, error)
    context: dict[str, Any] = {"cart": (view := cart_view(found, store.currency))}
    context["line"] = next(shown for shown in view.lines if shown.id == line.pk)
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "shop/cart_added.html", context)
        response["HX-Trigger"] = CHANGED
    else:
        response = redirect("cart")
    remember_cart(response, found, secure=request.is_secure())
    return response


def wanted_quantity(request: HttpRequest) -> int:
    """The quantity of the form, 1 without one. Raises CartRefused for anything but a whole number above 0."""
    quantity = whole_number(request.POST.get("quantity", "1"))
    if quantity is None:
        raise CartRefused(_("Write the quantity as a whole number."))
    return quantity


def refused(request: HttpRequest, error: CartRefused) -> HttpResponse:
    """Say why nothing was added: in place for htmx, on the cart page otherwise."""
    existing, currency = cart_of(request), current_store().currency
    if request.htmx:  # type: ignore[attr-defined]
        context = {"line": None, "error": error.message, "cart": cart_view(existing, currency)}
        return render(request, "shop/cart_added.html", context, status=422)
    view = cart_view(existing, currency, notices=(error.message,))
    return render(request, "shop/cart.html", {"cart": view, "seo": private_head(_("Your cart"))}, status=422)
