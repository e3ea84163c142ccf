"""Search: the page of results, suggestions while typing, and the count of what was looked for."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commerce.storefront.links import active_language, active_locale_id, may_see_catalogue, open_mount, product_url, shop_urls
from commerce.storefront.search.counting import countable, is_robot
from commerce.storefront.search.finding import Found, find, jump_target
from commerce.storefront.search.results import LITERALLY, search_results, seen_url, suggestions
from commerce.storefront.tasks import remember_search
from sites.content.page_cache import keep_page
from sites.content.pages.base import Crumb, Seo
from sites.tenants.addresses import own_address
from sites.tenants.origin import guarded_by_origin

LONGEST = 120


def typed(request: HttpRequest) -> str:
    """The words asked for: without what no database takes, and no longer than anybody types."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Products that the words match. An exact SKU or GTIN leads straight to its product. A protected catalogue shows nothing."""
    query, locale_id = typed(request), active_locale_id()
    found = Found(query)
    if query and may_see_catalogue(request):
        found = find(query, locale_id=locale_id, language=active_language(), literally=LITERALLY in request.GET)
    if found.jump and (target := jump_target(found.jump, locale_id=locale_id)):
        slug, variant = target
        return redirect(product_url(slug) + (f"?variant={variant}" if variant else ""))
    title = _("Search: %(query)s") % {"query": query} if query else _("Search")
    context = {
        "title": title,
        "breadcrumbs": [Crumb(_("Home"), shop_urls().home), Crumb(title, None)],
        "seo": Seo(title, "", own_address(request.path), "noindex, follow", ""),
        "seen_url": seen_url(),
        **search_results(found, request),
    }
    return kept_if_open(render(request, "shop/search.html", context))


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """What to offer below the field: a fragment, empty for less than two letters and where nothing suits."""
    offered = suggestions(typed(request), with_products=may_see_catalogue(request))
    response = render(request, "shop/components/suggestions/suggestions.html", {"offered": offered})
    response["X-Robots-Tag"] = "noindex"
    return kept_if_open(response)


@guarded_by_origin
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Count a search, or with `clicked` a click on a result. The script of the page says so once, robots do not run it."""
    words = countable(request.POST.get("q", "").replace("\0", "")[:LONGEST])
    if words and not is_robot(request.headers.get("User-Agent", "")):
        locale_id, language, is_click = active_locale_id(), active_language(), "clicked" in request.POST
        # Robust: a broker that is away must not turn a search into an error.
        transaction.on_commit(lambda: remember_search.delay(words, locale_id, language, is_click), robust=True)
    return HttpResponse(status=204)


def kept_if_open(response: HttpResponse) -> HttpResponse:
    """The same for every shopper while the catalogue is open to all."""
    return keep_page(response) if open_mount() else response
