"""Products seen lately. The browser alone knows which: it sends ids, gets cards, and nothing is written down here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commerce.storefront.cards import cards
from commerce.storefront.links import active_locale_id
from commerce.storefront.lists.compare import ids_in
from commerce.storefront.shelf.read import by_products
from sites.content.page_cache import keep_page

MOST = 12


@require_GET
def recent(request: HttpRequest) -> HttpResponse:
    """Cards of the products of `ids`, in that order, at most twelve, without `current`; nothing for unknown ones."""
    current = ids_in(request.GET.get("current", ""), most=1)
    ids = [pk for pk in ids_in(request.GET.get("ids", ""), most=MOST + 1) if pk not in current][:MOST]
    shown = cards(by_products(ids, locale_id=active_locale_id())) if ids else []
    response = render(request, "shop/lists/recent.html", {"cards": shown})
    response["X-Robots-Tag"] = "noindex"
    return keep_page(response)
