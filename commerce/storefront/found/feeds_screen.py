"""Settings → Feeds: where the shop's documents for machines are."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commerce.storefront.found.feeds.addresses import Feed, article_feeds, product_feeds
from commerce.storefront.found.llms import llms_addresses
from commerce.storefront.found.openness import is_hidden
from sites.tenants.addresses import base_url

SEE = ("catalogue.view_product", "content.change_searchengines")


def may_see(request: HttpRequest) -> bool:
    """For whoever looks after products or after how the store is found."""
    return any(request.user.has_perm(name) for name in SEE)


@require_safe
def feeds_screen(request: HttpRequest) -> HttpResponse:
    """Every feed with its address; none of a protected catalogue or a hidden store, and why."""
    if not may_see(request):
        raise PermissionDenied
    base = base_url()
    known = [Feed("llms.txt", code, "", address) for code, address in llms_addresses().items()]
    fixed = [] if is_hidden() else [Feed(_("Sitemap"), "", "", f"{base}/sitemap.xml"), *known]
    rows = [*product_feeds(), *article_feeds(), *fixed, Feed("robots.txt", "", "", f"{base}/robots.txt")]
    context = {"rows": rows, "is_hidden": is_hidden(), "has_products": any(row.currency for row in rows)}
    return render(request, "backoffice/found/feeds.html", context)
