"""Guest checkout on one page, and the page that says thank you."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commerce.cart.models import Cart
from commerce.cart.services import accept_prices
from commerce.checkout.place_order import CartChanged, place_order
from commerce.checkout.summary import Summary, summarise
from commerce.kernel.translated import in_language
from commerce.orders.models import Order
from commerce.payments.providers import providers
from commerce.storefront.carts import line_notices, summary_view
from commerce.storefront.cookie import NAME, cart_of, forget_cart
from commerce.storefront.forms import CheckoutForm
from commerce.storefront.links import active_language
from commerce.storefront.orders import order_of, order_url, order_view
from commerce.storefront.values import CartView
from pricing.selectors import Buyer
from sites.tenants.context import current_store
from sites.tenants.signing import unsign


@never_cache
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Show the form; a POST places the order, or shows the form again with what was typed and what is wrong."""
    cart = cart_of(request)
    if cart is None:
        return after_the_cart(request)
    country = request.POST.get("country") or current_store().country
    summary = summarise(cart=cart, buyer=Buyer(country=country), at=timezone.now())
    if not summary.is_orderable:
        return redirect("cart")
    if request.method == "POST":
        return submit(request, cart, summary)
    changes = [notice for row in summary.lines for notice in line_notices(row, cart.currency)]
    form = CheckoutForm(initial={"seen_total": summary.sums.gross.amount, "checkout_key": cart.token[:12]})
    accept_prices(cart=cart, units=dict(summary.units))
    return show(request, form, summary, changes)


def submit(request: HttpRequest, cart: Cart, summary: Summary) -> HttpResponse:
    """Place the order of a filled-in form."""
    form = CheckoutForm(request.POST)
    if not form.is_valid():
        return show(request, form, summary, [], status=422)
    try:
        order = place_order(
            cart=cart,
            placing=form.placing(),
            seen_total=form.cleaned_data["seen_total"],
            provider=next(iter(providers())),
            language=active_language(),
            at=timezone.now(),
        )
    except CartChanged as changed:
        return show_changes(request, cart, changed)
    return thank(order)


def show_changes(request: HttpRequest, cart: Cart, changed: CartChanged) -> HttpResponse:
    """The form again: what was typed is kept, the new total is what the next submit agrees to."""
    buyer = Buyer(country=request.POST["country"])
    summary = summarise(cart=cart, buyer=buyer, at=timezone.now())
    changes = [notice for row in summary.lines for notice in line_notices(row, cart.currency)]
    data = request.POST.copy()
    data["seen_total"] = str(summary.sums.gross.amount)
    accept_prices(cart=cart, units=dict(summary.units))
    return show(request, CheckoutForm(data), summary, [*changed.changes, *changes], status=409)


def show(
    request: HttpRequest, form: CheckoutForm, summary: Summary, changes: list[str], status: int = 200
) -> HttpResponse:
    """The page."""
    view: CartView = summary_view(summary)
    provider = next(iter(providers().values()))
    context: dict[str, Any] = {
        "form": form,
        "cart": view,
        "shipping": {"name": str(summary.shipping), "note": shipping_note(summary), "price": view.shipping},
        "payment": {"code": provider.code, "name": provider.label(), "note": provider.note()},
        "changes": changes,
    }
    return render(request, "shop/checkout.html", context, status=status)


def shipping_note(summary: Summary) -> str:
    """What the method says of itself."""
    return in_language(summary.shipping.notes)


def after_the_cart(request: HttpRequest) -> HttpResponse:
    """No open cart: a second submit of an order already placed leads to that order, anything else to the cart."""
    token = unsign(request.COOKIES.get(NAME, ""), purpose="cart")
    order = Order.objects.filter(cart__token=token).first() if token else None
    if order and request.method == "POST":
        return thank(order)
    return redirect("cart")


def thank(order: Order) -> HttpResponse:
    """On to the order's page. The cookie stays, so that a double click lands there too."""
    return redirect(order_url(order))


@never_cache
@require_GET
def order(request: HttpRequest, token: str) -> HttpResponse:
    """The order's own page, for whoever has its address."""
    found = order_of(token)
    if found is None:
        raise Http404(_("There is no such order."))
    response = render(request, "shop/order_placed.html", {"order": order_view(found)})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    if cart_of(request) is None:
        forget_cart(response)
    return response

