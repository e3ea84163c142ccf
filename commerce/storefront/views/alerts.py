"""Being told when something is back: ask, confirm, stop. What is answered never says whether an address is known."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from commerce.catalogue.models import Variant
from commerce.catalogue.selectors import copies_in_language
from commerce.catalogue.states import SOLD
from commerce.kernel.limits import too_often
from commerce.stock.models import StockAlert
from commerce.stock.selectors import NOTHING, availability
from commerce.stock.services.alerts import ask_for_alert, confirm_alert, forget_alert
from commerce.storefront.alerts import CONFIRM, STOP, alert_of, variant_of
from commerce.storefront.links import active_language, product_url
from commerce.storefront.numbers import whole_number
from sites.tenants.origin import guarded_by_origin
from sites.tenants.visitors import client_address

TRAP = "website_address"
# From one connection in a quarter of an hour; to one address in a day.
ASKED, MAILED = 10, 5
QUARTER, DAY = 900, 24 * 3600


@guarded_by_origin
@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address for a variant. A robot that fills in the trap gets the answer of everybody, and nothing happens."""
    variant = wanted_variant(request)
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email)
        if len(email) > 254:
            raise ValidationError("too long")
    except ValidationError:
        return answer(request, variant, wrong=_("Please enter an e-mail address, such as ann@example.com."), typed=email[:254])
    if too_often(f"alert.{client_address(request)}", most=ASKED, seconds=QUARTER):
        return answer(request, variant, wrong=_("Too many tries. Please wait a quarter of an hour."), typed=email)
    known = hashlib.sha256(email.lower().encode()).hexdigest()
    if not request.POST.get(TRAP) and not too_often(f"alert-mail.{known}", most=MAILED, seconds=DAY):
        ask_for_alert(variant=variant, email=email, language=active_language(), at=timezone.now())
    return answer(request, variant, told=_("Please look into your mailbox: one click there, and we tell you when it is back."))


def wanted_variant(request: HttpRequest) -> Variant:
    """The variant of the form. Raises Http404 for what is not on sale in this store."""
    pk = whole_number(request.POST.get("variant")) or 0
    variant = Variant.objects.select_related("product").filter(pk=pk, is_active=True, product__status__in=SOLD).first()
    if variant is None:
        raise Http404(_("There is no such product."))
    return variant


def answer(request: HttpRequest, variant: Variant, *, told: str = "", wrong: str = "", typed: str = "") -> HttpResponse:
    """The form with what is wrong, or the word of thanks: in place for htmx, else as a page."""
    context: dict[str, Any] = {"variant": variant, "told": told, "wrong": wrong, "typed": typed, "product": variant.product}
    status = 422 if wrong else 200
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "shop/parts/stock_alert.html", context, status=status)
    text = told or _("Please enter the address that we should write to.")
    context |= {"title": _("Back-in-stock alert"), "text": text, "form": bool(wrong), "back": page_of(variant)}
    return render(request, "shop/alert.html", context, status=status)


@guarded_by_origin
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button: mail programs follow links by themselves, so that only a press of it confirms."""
    alert = alert_of(token, purpose=CONFIRM)
    if alert is None or alert.sent_at:
        return expired(request, variant_of(token, purpose=CONFIRM))
    if request.method == "POST":
        confirm_alert(alert_id=alert.pk, at=timezone.now())
        text = _("Thank you. We write to %(email)s once, as soon as it can be ordered.")
        return page(request, _("Confirmed"), text % {"email": alert.email}, alert=alert)
    text = _("Shall we write to %(email)s once, as soon as %(name)s can be ordered?")
    words = text % {"email": alert.email, "name": name_of(alert.variant)}
    return page(request, _("Back-in-stock alert"), words, alert=alert, button=_("Yes, tell me"))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail, and the address is deleted. Mail programs send this form themselves (RFC 8058), from no page of ours:
    the signed address is what proves the right to.
    """
    alert = alert_of(token, purpose=STOP)
    if request.method == "POST" or alert is None:
        if alert is not None:
            forget_alert(alert_id=alert.pk)
        return page(request, _("Unsubscribed"), _("We do not write to you about this, and your address is deleted."))
    text = _("Shall we forget %(email)s and not write about %(name)s?")
    words = text % {"email": alert.email, "name": name_of(alert.variant)}
    return page(request, _("Unsubscribe"), words, button=_("Yes, forget me"))


def expired(request: HttpRequest, variant: Variant | None) -> HttpResponse:
    """410 for a link whose alert is gone or done: what it was about, and the form to ask again where it is still away. Raises
    Http404 for a link that is not this store's.
    """
    if variant is None:
        raise Http404(_("This link has expired."))
    product = variant.product
    is_there = product.is_sold and availability([variant.pk]).get(variant.pk, NOTHING).covers(1)
    text = _("It confirmed that we should write to you about %(name)s. It holds for a week, and for one mail.")
    context = {
        "title": _("This link has expired"),
        "text": text % {"name": name_of(variant)},
        "variant": variant,
        "product": product,
        "form": variant.is_active and product.status in SOLD and not is_there,
        "back": page_of(variant) if product.is_visible else "",
    }
    return private(render(request, "shop/alert.html", context, status=410))


def name_of(variant: Variant) -> str:
    """What shoppers call it, in the active language."""
    copy = copies_in_language([variant.product_id], active_language()).get(variant.product_id)
    return copy.name if copy else variant.sku


def page_of(variant: Variant) -> str:
    """The page of its product, with this variant chosen; empty where it has none."""
    copy = copies_in_language([variant.product_id], active_language()).get(variant.product_id)
    return f"{product_url(copy.slug)}?variant={variant.pk}" if copy else ""


def page(request: HttpRequest, title: str, text: str, *, alert: StockAlert | None = None, button: str = "") -> HttpResponse:
    """A page with a sentence, perhaps a button, and the way back."""
    context = {
        "title": title,
        "text": text,
        "button": button,
        "action": request.path,
        "back": page_of(alert.variant) if alert else "",
    }
    return private(render(request, "shop/alert.html", context))


def private(response: HttpResponse) -> HttpResponse:
    """The address says who somebody is: no search engine keeps it, and no link tells it to others."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
