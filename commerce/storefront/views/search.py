"""Search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.contrib.search_promotions.models import Query

from commerce.storefront.links import active_locale_id, product_url, shop_urls
from commerce.storefront.listing import search_results
from commerce.storefront.models import ShelfItem
from sites.content.pages.base import Crumb, Seo

LONGEST = 120


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Products that the words match. An exact SKU leads straight to its product."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    locale_id = active_locale_id()
    if query and (item := ShelfItem.objects.filter(locale=locale_id, skus__contains=[query.upper()]).first()):
        return redirect(product_url(item.slug))
    title = _("Search: %(query)s") % {"query": query} if query else _("Search")
    context = {
        "title": title,
        "breadcrumbs": [Crumb(_("Home"), shop_urls().home), Crumb(title, None)],
        "seo": Seo(title, "", request.build_absolute_uri(request.path), "noindex, follow", ""),
        **search_results(query, request, locale_id=locale_id),
    }
    if query and "page" not in request.GET:
        Query.get(query).add_hit()
    return render(request, "shop/search.html", context)
