"""Old addresses lead to the new pages, by id."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from commerce.catalogue.models import Product
from commerce.catalogue.selectors import copies_in_language
from commerce.storefront.found.moved import product_once_at
from commerce.storefront.links import open_mount, product_url
from legacy_import.models import REPLACEMENTS, LegacyId
from legacy_import.prestashop.urls import OldUrl, parse_old_url
from sites.content.serving import serve
from sites.tenants.languages import default_language, spoken_languages
from sites.tenants.middleware import redirect_from


@require_safe
def old_address(request: HttpRequest, old: str) -> HttpResponse:
    """301 from a PrestaShop address to what it became; from an address without its slash to the one with it; else 404."""
    known = parse_old_url(request.get_full_path())
    target = target_of(known, request) if known else None
    if target:
        return HttpResponsePermanentRedirect(target)
    if not old.endswith("/") and "." not in old.rpartition("/")[2]:
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return moved(request, old) or HttpResponsePermanentRedirect(f"{request.path}/{query}")
    raise Http404


def moved(request: HttpRequest, old: str) -> HttpResponse | None:
    """Where the address with its slash would lead on to, so that the one without it takes one hop as well. None where nothing has
    moved from there, and where something answers there today. Raises Http404 where a redirect says where to.
    """
    mount, slug = request.path.rpartition("/")[::2]
    if not redirect_from(request) and not (f"{mount}/" == open_mount() and product_once_at(slug)):
        return None
    answer = serve(request, f"{old}/")
    return answer if "Location" in answer else None


def target_of(known: OldUrl, request: HttpRequest) -> str | None:
    """The address of the product or category, in the language of the old address if the store speaks it."""
    named = known.language if known.language in spoken_languages() else None
    language = named or getattr(request, "LANGUAGE_CODE", None) or default_language()
    with translation.override(language):
        return own_target(known, language) or replacement_target(known, language)


def own_target(known: OldUrl, language: str) -> str | None:
    """The page that this very record became; None where there is none, or it does not answer."""
    row = LegacyId.objects.filter(kind=known.kind, legacy_id=known.legacy_id).first()
    if row is None:
        return None
    return (
        product_target(row.object_id, known, language) if known.kind == "product" else category_target(row.object_id, language)
    )


def replacement_target(known: OldUrl, language: str) -> str | None:
    """The page of what the old shop named instead of a product that it no longer showed."""
    if known.kind != "product":
        return None
    row = LegacyId.objects.filter(kind__in=REPLACEMENTS.values(), legacy_id=known.legacy_id).first()
    return (
        own_target(OldUrl("product" if row.kind == REPLACEMENTS["product"] else "category", row.object_id, language), language)
        if row
        else None
    )


def product_target(product_id: int, known: OldUrl, language: str) -> str | None:
    """The product page, with the variant where the old address named one; None where its page does not answer."""
    product = Product.objects.filter(pk=product_id).first()
    copy = copies_in_language([product_id], language).get(product_id)
    if product is None or copy is None or not product.is_visible:
        return None
    variant = None
    if known.combination_id:
        mine = product.variants.values_list("pk", flat=True)
        variant = LegacyId.objects.filter(kind="combination", legacy_id=known.combination_id, object_id__in=list(mine)).first()
    return product_url(copy.slug) + (f"?variant={variant.object_id}" if variant else "")


def category_target(page_id: int, language: str) -> str | None:
    """The category page (or the catalogue, for the old Home) in that language, where it is live."""
    page = Page.objects.filter(pk=page_id).first()
    own = page.get_translations(inclusive=True).live().filter(locale__language_code=language).first() if page else None
    target = own or (page if page and page.live else None)
    return target.url if target else None
