"""What a product page shows."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from commerce.cart.models import MOST
from commerce.catalogue.models import CatalogPage, Product, ProductCopy, ProductImage, Variant, VariantValue
from commerce.stock.selectors import NOTHING, Available, availability
from commerce.storefront.cards import cards, is_gross
from commerce.storefront.links import active_language, active_locale_id, product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.options import option_views
from commerce.storefront.prices import quote_view, stock_view
from commerce.storefront.shelf.facts import facts_by_group
from commerce.storefront.shelf.read import shelf, sorted_by
from commerce.storefront.structured import product_json_ld
from commerce.storefront.values import AvailabilityView, Link, ProductView, SpecGroup, VariantView
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, resolve_prices
from sites.content.generation import cached
from sites.content.pages.base import Crumb, Seo
from sites.content.pictures import PAGE_WIDTHS, Picture, picture_of
from sites.tenants.context import current_store
from sites.tenants.languages import default_language

RELATED = 4


def product_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of the product of that slug in the page's language; another language's slug leads on to the right one."""
    copy = find_copy(active_locale_id(), slug)
    if copy is None:
        raise Http404(_("There is no such product."))
    if copy.slug != slug:
        return HttpResponsePermanentRedirect(product_url(copy.slug))
    context = product_context(copy, request)
    template = "shop/product_buy.html" if request.headers.get("HX-Target") == "product" else "shop/product.html"
    response = render(request, template, context)
    # The same address is a page or a part of it: a browser going back must not show the part alone.
    patch_vary_headers(response, ["HX-Target"])
    return response


def find_copy(locale_id: int, slug: str) -> ProductCopy | None:
    """The live words of that slug; those of the default language where this one has none; or the right words for a
    slug of another language.
    """
    copies = ProductCopy.objects.filter(live=True).select_related("locale", "product__brand", "product__product_type")
    exact = copies.filter(slug=slug, locale=locale_id).first()
    if exact is None:
        # Two products may share a slug in two other languages: the default language's is meant first.
        others = sorted(copies.filter(slug=slug), key=lambda copy: (copy.locale.language_code != default_language(), copy.pk))
        if not others:
            return None
        own = copies.filter(product=others[0].product_id, locale=locale_id).first()
        is_fallback = others[0].locale.language_code == default_language()
        exact = own or (others[0] if is_fallback else None)
    return exact if exact and exact.product.is_visible else None


def product_context(copy: ProductCopy, request: HttpRequest) -> dict[str, Any]:
    """Everything that `shop/product.html` gets."""
    row = ShelfItem.objects.filter(product=copy.product_id, locale=active_locale_id()).defer("vector").first()
    view = product_view(copy, request.GET.get("variant"), row)
    seo = product_seo(copy, view, row, request)
    request.alternates = seo.alternates  # type: ignore[attr-defined]
    trail = [Crumb(link.title, link.url) for link in view.categories]
    return {
        "product": view,
        "breadcrumbs": [*mount_crumbs(), *trail, Crumb(view.name, None)],
        "related": related(copy.product_id, row),
        "seo": seo,
    }


def mount_crumbs() -> list[Crumb]:
    """Home and catalogue page in the active language, cached."""

    def read() -> list[Crumb]:
        page = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
        return [*page.breadcrumbs()[:-1], Crumb(page.title, page.url)] if page else []

    found: list[Crumb] = cached(f"mount-crumbs.{active_language()}", read)
    return found


def product_view(copy: ProductCopy, chosen: str | None, row: ShelfItem | None) -> ProductView:
    """The product with its variants: the chosen one (by id), else the first in stock. `row` is its shelf row, if listed."""
    product = copy.product
    variants = list(
        Variant.objects.filter(product=product, is_active=True).prefetch_related(
            Prefetch("values", VariantValue.objects.select_related("attribute", "choice")), "pictures"
        )
    )
    base = product_url(copy.slug)
    views = variant_views(variants, product=product, base=base, chosen=chosen)
    current = next((view for view in views if view.current), None)
    picked = next((variant for variant in variants if current and variant.pk == current.id), None)
    return ProductView(
        id=product.pk,
        url=base,
        name=copy.name,
        brand=product.brand.name if product.brand else "",
        brand_url="",
        summary=copy.summary,
        body=copy.body,
        pictures=product_pictures(copy, picked),
        specs=spec_groups(row.details["specs"] if row else facts_by_group(product, copy.locale.language_code)),
        options=option_views(variants, picked, views),
        variant=current,
        variants=views,
        categories=[Link(title, url) for title, url in row.details["categories"]] if row else [],
        status=product.status,
    )


def spec_groups(groups: list[Any]) -> list[SpecGroup]:
    """[title, [[label, value]]] as templates want it."""
    return [SpecGroup(title, [(label, value) for label, value in rows]) for title, rows in groups]


def variant_views(variants: list[Variant], *, product: Product, base: str, chosen: str | None) -> list[VariantView]:
    """Variants with price and stock, two queries for all; exactly one is current where there is any."""
    if not variants:
        return []
    currency = current_store().currency
    wanted = [Wanted(variant.pk, variant.min_quantity) for variant in variants]
    classes = {variant.pk: product.tax_class for variant in variants}
    quotes = resolve_prices(wanted, buyer=anyone(), at=timezone.now(), currency=currency, tax_classes=classes)
    stocks = availability(variant.pk for variant in variants)
    current = _current(variants, stocks, chosen)
    views = []
    for variant in variants:
        found, stock = quotes[variant.pk], stocks.get(variant.pk, NOTHING)
        quote = found if isinstance(found, PriceQuote) else None
        sold = quote if product.is_sold else None
        most = MOST if stock.backorder else max(0, min(MOST, stock.quantity))
        views.append(
            VariantView(
                id=variant.pk,
                sku=variant.sku,
                gtin=variant.gtin,
                label=variant.label(),
                price=quote_view(quote, gross_basis=is_gross(currency)) if quote else None,
                availability=stock_view(stock)
                if product.is_sold
                else AvailabilityView("out_of_stock", _("No longer available")),
                max_quantity=most if sold else 0,
                min_quantity=variant.min_quantity,
                url=f"{base}?variant={variant.pk}",
                current=variant.pk == current,
                offer=(str(sold.gross.amount), str(sold.gross.currency)) if sold else None,
            )
        )
    return views


def _current(variants: list[Variant], stocks: dict[int, Available], chosen: str | None) -> int:
    by_id = {str(variant.pk): variant.pk for variant in variants}
    if chosen in by_id:
        return by_id[chosen]
    in_stock = (variant.pk for variant in variants if stocks.get(variant.pk, NOTHING).covers(1))
    return next(in_stock, variants[0].pk)


def product_pictures(copy: ProductCopy, variant: Variant | None) -> list[Picture]:
    """The variant's own pictures where it has some, else all of the product, each described."""
    images = list(ProductImage.objects.filter(product=copy.product_id).select_related("image"))
    own = {image.pk for image in variant.pictures.all()} if variant else set()
    language = copy.locale.language_code
    wanted = [image for image in images if image.pk in own] or images
    pictures = (picture_of(row.image, alt=row.captions.get(language) or copy.name, widths=PAGE_WIDTHS) for row in wanted)
    return [picture for picture in pictures if picture]


def related(product_id: int, row: ShelfItem | None) -> list[Any]:
    """Up to four others of the same categories, the bestselling first; cached."""
    if row is None or not row.category_ids:
        return []

    def read() -> list[Any]:
        others = shelf(locale_id=row.locale_id).filter(category_ids__overlap=row.category_ids).exclude(product=product_id)
        return cards(list(sorted_by(others, "bestselling")[:RELATED]))

    found: list[Any] = cached(f"related.{row.locale_id}.{product_id}", read)
    return found


def product_seo(copy: ProductCopy, view: ProductView, row: ShelfItem | None, request: HttpRequest) -> Seo:
    """What the head of a product page says; the chosen variant is not part of the canonical address."""
    picture = view.pictures[0] if view.pictures else None
    return Seo(
        title=copy.seo_title or copy.name,
        description=copy.seo_description or copy.summary[:320],
        canonical=request.build_absolute_uri(view.url),
        robots="index, follow" if view.status != "hidden" else "noindex, follow",
        image=request.build_absolute_uri(picture.src) if picture else "",
        alternates=tuple(alternates(row, request)),
        type="product",
        json_ld=product_json_ld(view, request),
    )


def alternates(row: ShelfItem | None, request: HttpRequest) -> list[tuple[str, str]]:
    """(language, address) of the product in each language that has words of its own."""
    found = []
    for code, slug in row.details["alternates"] if row else []:
        with translation.override(code):
            found.append((code, request.build_absolute_uri(product_url(slug))))
    return found


def preview_context(copy: ProductCopy, request: HttpRequest) -> dict[str, Any]:
    """The product page with unpublished words."""
    with translation.override(copy.locale.language_code):
        return product_context(copy, request) | {"preview": True}
