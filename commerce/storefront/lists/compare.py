"""Comparing up to four products. The address holds the whole state; a cookie with ids remembers it from page to page."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commerce.storefront.cards import cards
from commerce.storefront.links import active_locale_id
from commerce.storefront.lists.comparing import MOST, compare_url, comparison
from commerce.storefront.lists.hearts import wants_json
from commerce.storefront.numbers import whole_number
from commerce.storefront.shelf.read import by_products
from sites.content.page_cache import keep_page
from sites.content.pages.base import Crumb, private_head
from sites.tenants.origin import guarded_by_origin

COOKIE = "compare"
REMEMBERED = timedelta(days=30)


def ids_in(text: str, *, most: int = MOST) -> list[int]:
    """The product ids in `1,2,3` (or `1-2-3`, as the cookie has them): whole numbers above 0, each once, the first `most`."""
    found: list[int] = []
    for part in text[:200].replace("-", ",").split(","):
        number = whole_number(part)
        if number and number not in found:
            found.append(number)
    return found[:most]


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison that the address names; without one, the one that the browser remembers."""
    if "ids" not in request.GET and (remembered := ids_in(request.COOKIES.get(COOKIE, ""))):
        response: HttpResponse = redirect(compare_url(remembered))
        add_never_cache_headers(response)
        return response
    title = _("Compare products")
    context = {
        "title": title,
        "compare": comparison(ids_in(request.GET.get("ids", "")), only_differences=request.GET.get("only") == "differences"),
        "most": MOST,
        "breadcrumbs": [Crumb(title, None)],
        "seo": private_head(title),
    }
    response = render(request, "shop/lists/compare.html", context)
    if "ids" not in request.GET:
        # Empty for this browser only: another one's cookie leads elsewhere.
        add_never_cache_headers(response)
        return response
    return keep_page(response)


@require_GET
def tray(request: HttpRequest) -> HttpResponse:
    """What stands at the bottom of a page while products are chosen; the same for all who chose the same."""
    return keep_page(HttpResponse(tray_html(request, ids_in(request.GET.get("ids", "")))))


@guarded_by_origin
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Add, remove, replace (`old-new`) or clear. A fifth product is not added: the shopper is asked which one it replaces."""
    ids = ids_in(request.POST.get("ids", "") or request.COOKIES.get(COOKIE, ""))
    fifth = 0
    if "clear" in request.POST:
        ids = []
    elif removed := whole_number(request.POST.get("remove")):
        ids = [pk for pk in ids if pk != removed]
    elif "replace" in request.POST:
        old, new = [*ids_in(request.POST["replace"], most=2), 0, 0][:2]
        ids = [new if pk == old else pk for pk in ids] if new and new not in ids else ids
    elif (added := whole_number(request.POST.get("add"))) and added not in ids:
        ids = listed(ids)
        if len(ids) < MOST:
            ids.append(added)
        else:
            fifth = added
    ids = listed(ids)
    if fifth and not listed([fifth]):
        fifth = 0
    response = changed(request, ids, fifth)
    secure, seconds = request.is_secure(), int(REMEMBERED.total_seconds())
    if ids:
        response.set_cookie(COOKIE, "-".join(map(str, ids)), max_age=seconds, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    add_never_cache_headers(response)
    return response


def listed(ids: list[int]) -> list[int]:
    """Those of the products that stand in the shop's lists. One query."""
    return [item.product_id for item in by_products(ids, locale_id=active_locale_id())] if ids else []


def changed(request: HttpRequest, ids: list[int], fifth: int) -> HttpResponse:
    """The tray for the script; the comparison, or the question what to replace, without one."""
    if wants_json(request):
        return JsonResponse({"ids": ids, "html": tray_html(request, ids, fifth)}, status=422 if fifth else 200)
    if not fifth:
        return redirect(compare_url(ids, only_differences=request.POST.get("only") == "differences"))
    title = _("Compare products")
    context = {"title": title, "seo": private_head(title), "breadcrumbs": [Crumb(title, None)]}
    return render(request, "shop/lists/compare_full.html", {**context, **tray_context(ids, fifth)}, status=422)


def tray_html(request: HttpRequest, ids: list[int], fifth: int = 0) -> str:
    """The tray; empty where nothing is chosen."""
    context = tray_context(ids, fifth)
    return render_to_string("shop/lists/tray.html", context, request) if context["chosen"] else ""


def tray_context(ids: list[int], fifth: int = 0) -> dict[str, object]:
    """The products chosen, and the one too many."""
    rows = by_products([*ids, fifth] if fifth else ids, locale_id=active_locale_id())
    pairs = list(zip([row.product_id for row in rows], cards(rows), strict=True))
    chosen = [(pk, card) for pk, card in pairs if pk != fifth]
    return {
        "chosen": chosen,
        "fifth": next(((pk, card) for pk, card in pairs if pk == fifth), None),
        "compare_url": compare_url([pk for pk, _card in chosen]),
        "most": MOST,
    }
