"""Where products went: a former address leads on in one hop, an archived product to what took its place, and what is gone for
good says so and helps.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from commerce.catalogue.models import CategoryPage, FormerSlug, Product, ProductCopy, ProductRelation
from commerce.catalogue.selectors import copies_in_language
from commerce.catalogue.states import ProductStatus
from commerce.storefront.cards import cards
from commerce.storefront.links import active_language, active_locale_id, product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.read import shelf, sorted_by
from sites.content.pages.base import Seo
from sites.tenants.languages import default_language

# A successor may have one of its own; a chain longer than this goes round in a circle.
MOST_HOPS = 10
OFFERED = 4


def moved_or_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """301 to where the product of that slug is now, in the page's language; 410 with some that can be had, where it is archived
    and nothing took its place. Raises Http404 for a slug that no product ever had.
    """
    product = product_once_at(slug)
    if product is None:
        raise Http404(_("There is no such product."))
    target = target_of(product)
    if target:
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") and target[1] else ""
        return HttpResponsePermanentRedirect(target[0] + query)
    if product.status != ProductStatus.ARCHIVED:
        raise Http404(_("There is no such product."))
    return gone(request, product)


def product_once_at(slug: str) -> Product | None:
    """The product that had this slug, in the active language before the default one before others; or has it, and is archived.
    Two queries.
    """
    former = FormerSlug.objects.filter(slug=slug).select_related("product", "locale")
    if rows := sorted(former, key=lambda row: preference(row.locale.language_code, row.pk)):
        return rows[0].product
    archived = ProductCopy.objects.filter(slug=slug, live=True, product__status=ProductStatus.ARCHIVED)
    copies = sorted(archived.select_related("product", "locale"), key=lambda row: preference(row.locale.language_code, row.pk))
    return copies[0].product if copies else None


def preference(code: str, pk: int) -> tuple[bool, bool, int]:
    """The order in which languages are meant."""
    return code != active_language(), code != default_language(), pk


def target_of(product: Product) -> tuple[str, bool] | None:
    """(address, whether it is the product itself) of its page, or of the first of its successors that has one."""
    seen: set[int] = set()
    here: Product | None = product
    while here is not None and here.pk not in seen and len(seen) < MOST_HOPS:
        seen.add(here.pk)
        if here.is_visible:
            address = address_of(here.pk)
            return (address, here.pk == product.pk) if address else None
        # What is a draft again may come back: nothing leads away from it for good.
        if here.status != ProductStatus.ARCHIVED:
            return None
        here = successor_of(here.pk)
    return None


def successor_of(product_id: int) -> Product | None:
    """What was written down as its successor."""
    relations = ProductRelation.objects.filter(product=product_id, kind=ProductRelation.Kind.SUCCESSOR).select_related("other")
    row = relations.order_by("sort_order", "pk").first()
    return row.other if row else None


def address_of(product_id: int) -> str:
    """Its page in the active language, under the words that it has; empty where it has none."""
    copy = copies_in_language([product_id], active_language()).get(product_id)
    return product_url(copy.slug) if copy else ""


def gone(request: HttpRequest, product: Product) -> HttpResponse:
    """410: that it is no longer sold, and what is."""
    copy = copies_in_language([product.pk], active_language()).get(product.pk)
    name = copy.name if copy else ""
    context = {
        "title": name,
        "name": name,
        "seo": Seo(name or _("No longer sold"), "", "", "noindex", ""),
        "cards": cards(others_of(product)),
    }
    return render(request, "shop/errors/410.html", context, status=410)


def others_of(product: Product) -> list[ShelfItem]:
    """The bestselling products of its categories; of the whole shop where there are none."""
    keys = list(product.placements.values_list("category__translation_key", flat=True))
    items = shelf(locale_id=active_locale_id())
    if keys:
        pages = CategoryPage.objects.filter(translation_key__in=keys, locale=active_locale_id())
        near = items.filter(category_ids__overlap=list(pages.values_list("pk", flat=True)))
        if found := list(sorted_by(near, "bestselling")[:OFFERED]):
            return found
    return list(sorted_by(items, "bestselling")[:OFFERED])
