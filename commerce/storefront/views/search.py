"""Search."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commerce.catalogue.models import Variant
from commerce.storefront.links import active_locale_id, may_see_catalogue, product_url, shop_urls
from commerce.storefront.listing import search_results
from commerce.storefront.models import ShelfItem
from commerce.storefront.tasks import remember_search
from sites.content.pages.base import Crumb, Seo

LONGEST = 120


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Products that the words match. An exact SKU leads straight to its product. A protected catalogue shows nothing."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    locale_id = active_locale_id()
    allowed = may_see_catalogue(request)
    if query and allowed and (item := ShelfItem.objects.filter(locale=locale_id, skus__contains=[query.upper()]).first()):
        return redirect(variant_url(item, query))
    title = _("Search: %(query)s") % {"query": query} if query else _("Search")
    context = {
        "title": title,
        "breadcrumbs": [Crumb(_("Home"), shop_urls().home), Crumb(title, None)],
        "seo": Seo(title, "", request.build_absolute_uri(request.path), "noindex, follow", ""),
        **search_results(query if allowed else "", request, locale_id=locale_id),
        "query": query,
    }
    if query and "page" not in request.GET:
        # Robust: a broker that is away must not turn a search into an error.
        transaction.on_commit(lambda: remember_search.delay(query), robust=True)
    return render(request, "shop/search.html", context)


def variant_url(item: ShelfItem, sku: str) -> str:
    """The page of a product, with the variant of that SKU where it has several."""
    variant = Variant.objects.filter(product=item.product_id, sku__iexact=sku).first() if len(item.skus) > 1 else None
    return product_url(item.slug) + (f"?variant={variant.pk}" if variant else "")
