"""A product at a glance, without leaving the listing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commerce.storefront.links import active_locale_id, may_see_catalogue, product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.product_page import known_source, product_view


@require_GET
def quick_view(request: HttpRequest, product_id: int) -> HttpResponse:
    """The fragment for the dialog; whoever opens the address itself is led to the product's page."""
    row = ShelfItem.objects.filter(product=product_id, locale=active_locale_id(), listed=True).first()
    if row is None or not may_see_catalogue(request):
        raise Http404(_("There is no such product."))
    if not request.headers.get("HX-Request"):
        return redirect(product_url(row.slug))
    source = known_source(active_locale_id(), row.slug)
    if source is None or source.product.pk != product_id:
        raise Http404(_("There is no such product."))
    view = product_view(source, request.GET.get("variant"), {product_id: row})
    return render(request, "shop/quick_view.html", {"product": view, "quick_url": request.path})
