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
from commerce.storefront.cookie import cart_of, checkout_key, forget_cart, token_of_checkout
from commerce.storefront.forms import CheckoutForm, countries
from commerce.storefront.links import active_language
from commerce.storefront.orders import order_of, order_url, order_view
from commerce.storefront.values import CartView
from pricing.selectors import Buyer
from sites.content.pages.base import private_head
from sites.tenants.context import current_store


@never_cache
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Show the form; a POST places the order, or shows the form again with what was typed and what is wrong."""
    cart = cart_of(request)
    if request.method == "POST" and (ordered := ordered_before(request)):
        return thank(ordered)
    if cart is None:
        return redirect("cart")
    summary = summarise(cart=cart, buyer=Buyer(country=chosen_country(request)), at=timezone.now())
    if request.method == "POST" and summary.lines:
        return submit(request, cart, summary)
    if not summary.is_orderable:
        return redirect("cart")
    changes = changes_of(summary)
    form = CheckoutForm(initial=agreed(cart, summary))
    accept_prices(cart=cart, units=dict(summary.units))
    return show(request, form, summary, changes)


def submit(request: HttpRequest, cart: Cart, summary: Summary) -> HttpResponse:
    """Place the order of a filled-in form."""
    form = CheckoutForm(request.POST)
    if not form.is_valid():
        return show_again(request, cart, summary, news=[], status=422)
    try:
        if token_of_checkout(form.cleaned_data["checkout_key"]) != cart.token:
            raise CartChanged([_("Your cart is not the one of this form. Please look at it again before you order.")])
        order = place_order(
            cart=cart,
            placing=form.placing(),
            seen_total=form.cleaned_data["seen_total"],
            provider=next(iter(providers())),
            language=active_language(),
            at=timezone.now(),
        )
    except CartChanged as changed:
        fresh = summarise(cart=cart, buyer=Buyer(country=form.cleaned_data["country"]), at=timezone.now())
        return show_again(request, cart, fresh, news=changed.changes, status=409)
    return thank(order)


def show_again(request: HttpRequest, cart: Cart, summary: Summary, *, news: list[str], status: int) -> HttpResponse:
    """The form again: what was typed is kept. The total that is shown now is what the next submit agrees to, so whatever
    changed since the last page is said.
    """
    data = request.POST.copy()
    now = agreed(cart, summary)
    changes = changes_of(summary)
    if not news and data.get("seen_total", "") != now["seen_total"]:
        news = [_("The total has changed. Please look at it again before you order.")]
    for name, value in now.items():
        data[name] = value
    accept_prices(cart=cart, units=dict(summary.units))
    return show(request, CheckoutForm(data), summary, list(dict.fromkeys([*news, *changes])), status=status)


def agreed(cart: Cart, summary: Summary) -> dict[str, str]:
    """The hidden fields: which cart this is, and the total that the page shows."""
    return {"seen_total": str(summary.sums.gross.amount), "checkout_key": checkout_key(cart)}


def changes_of(summary: Summary) -> list[str]:
    """What is other than the shopper last saw it, line by line."""
    return [notice for row in summary.lines for notice in line_notices(row, summary.cart.currency)]


def chosen_country(request: HttpRequest) -> str:
    """The country of the form where the store delivers to it, else the store's own."""
    country = request.POST.get("country", "")
    return country if country in dict(countries()) else current_store().country


def ordered_before(request: HttpRequest) -> Order | None:
    """The order that this very form has placed already: a double click, or the form sent again from the history."""
    token = token_of_checkout(request.POST.get("checkout_key", ""))
    return Order.objects.filter(cart__token=token).first() if token else None


def show(request: HttpRequest, form: CheckoutForm, summary: Summary, changes: list[str], status: int = 200) -> HttpResponse:
    """The page."""
    view: CartView = summary_view(summary)
    provider = next(iter(providers().values()))
    context: dict[str, Any] = {
        "form": form,
        "seo": private_head(_("Checkout")),
        "cart": view,
        "shipping": {
            "name": view.shipping_name,
            "note": in_language(summary.shipping.notes) if summary.shipping else "",
            "price": view.shipping,
        },
        "payment": {"code": provider.code, "name": provider.label(), "note": provider.note()},
        "changes": changes,
    }
    return render(request, "shop/checkout.html", context, status=status)


def thank(order: Order) -> HttpResponse:
    """On to the order's page."""
    return redirect(order_url(order))


@never_cache
@require_GET
def order(request: HttpRequest, token: str) -> HttpResponse:
    """The order's own page, for whoever has its address."""
    found = order_of(token)
    if found is None:
        raise Http404(_("There is no such order."))
    seo = private_head(_("Order %(number)s") % {"number": found.number})
    response = render(request, "shop/order_placed.html", {"order": order_view(found), "seo": seo})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    if cart_of(request) is None:
        forget_cart(response)
    return response
