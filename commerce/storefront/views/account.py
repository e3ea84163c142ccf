"""Find my order: number and e-mail address, with a limit on guesses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.kernel.limits import too_often
from commerce.orders.models import Order
from commerce.storefront.forms import FindOrderForm
from commerce.storefront.orders import order_url
from sites.content.pages.base import private_head
from sites.tenants.visitors import client_address

TRIES, PER_SECONDS = 10, 900


@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The form; a right answer leads to the order's page."""
    form = FindOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_often(f"find-order.{client_address(request)}", most=TRIES, seconds=PER_SECONDS):
            form.add_error(None, _("Too many tries. Please wait a quarter of an hour."))
        elif order := find_order(form.cleaned_data["number"], form.cleaned_data["email"]):
            return redirect(order_url(order))
        else:
            form.add_error(None, _("No order has this number and this e-mail address. Please check both."))
    context = {"form": form, "order": None, "seo": private_head(_("Find your order"))}
    return render(request, "shop/account.html", context, status=422 if form.errors else 200)


def find_order(number: str, email: str) -> Order | None:
    """The order that has both."""
    return Order.objects.filter(number=number.strip().lstrip("#"), email__iexact=email).first()
