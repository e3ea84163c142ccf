"""What a product page shows."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from commerce.catalogue.models import CatalogPage, Product, ProductCopy
from commerce.catalogue.states import ProductKind
from commerce.reviews.selectors import product_talk
from commerce.storefront.brands import brand_url
from commerce.storefront.context import rich
from commerce.storefront.found.mentions import articles_about
from commerce.storefront.found.moved import moved_or_gone
from commerce.storefront.languages import carry_over
from commerce.storefront.links import active_language, active_locale_id, product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.options import option_views
from commerce.storefront.product.media import gallery, videos
from commerce.storefront.product.promise import dispatch_views
from commerce.storefront.product.relations import card_rows, on_the_shelf, shown_rows, successor
from commerce.storefront.product.source import Source, source_of
from commerce.storefront.product.variants import variant_views
from commerce.storefront.shelf.facts import facts_as_html, file_facts
from commerce.storefront.values import FileLink, Link, PartView, ProductView, SpecGroup
from sites.content.generation import cached, generation
from sites.content.pages.base import Crumb, Seo
from sites.content.pictures import PAGE_WIDTHS, Picture, pictures_by_id
from sites.tenants.addresses import own_address
from sites.tenants.context import current_store
from sites.tenants.languages import default_language, spoken_languages
from sites.tenants.near import Near

MINUTE = 60
# By (store code, generation, locale, slug).
_near = Near(most=500)


def product_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of the product of that slug in the page's language; another language's slug leads on to the right one."""
    source = known_source(active_locale_id(), slug)
    if source is None:
        return moved_or_gone(request, slug)
    if source.copy.slug != slug:
        return HttpResponsePermanentRedirect(product_url(source.copy.slug))
    context = product_context(source, request)
    template = "shop/product_buy.html" if request.headers.get("HX-Target") == "product" else "shop/product.html"
    response = render(request, template, context)
    # The same address is a page or a part of it: a browser going back must not show the part alone.
    patch_vary_headers(response, ["HX-Target"])
    return response


def known_source(locale_id: int, slug: str) -> Source | None:
    """The product of that slug with all that its page shows but stock, which changes without the generation; None for none.
    Three queries, and none while this process remembers it. Shared by threads: nobody may change it.
    """
    place = current_store().code, generation(), locale_id, slug
    source: Source | None = _near.get(place)
    if source is None and (copy := find_copy(locale_id, slug)) is not None:
        source = source_of(copy)
        _near.set(place, source, seconds=MINUTE)
    return source


def find_copy(locale_id: int, slug: str) -> ProductCopy | None:
    """The live words of that slug; those of the default language where this one has none; or the right words for a
    slug of another language.
    """
    copies = ProductCopy.objects.filter(live=True).select_related("locale", "product__brand")
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


def product_context(source: Source, request: HttpRequest) -> dict[str, Any]:
    """Everything that `shop/product.html` gets."""
    copy, locale_id = source.copy, active_locale_id()
    rows, near = cached(f"product-shelf.{locale_id}.{copy.product_id}", lambda: on_the_shelf(source, locale_id=locale_id))
    row = rows.get(copy.product_id)
    view = product_view(source, request.GET.get("variant"), rows)
    seo = product_seo(copy, view, row)
    request.alternates = seo.alternates  # type: ignore[attr-defined]
    carry_over(request, chosen_variant(request, view))
    trail = [Crumb(link.title, link.url) for link in view.categories]
    return {
        "product": view,
        "breadcrumbs": [*mount_crumbs(), *trail, Crumb(view.name, None)],
        "rows": card_rows(shown_rows(source, rows, near), locale_id=locale_id),
        "talk": product_talk(copy.product_id, active_language(), tally=source.tally),
        "mentioned_in": articles_about(copy.product_id),
        "seo": seo,
    }


def chosen_variant(request: HttpRequest, view: ProductView) -> dict[str, str]:
    """What the address ends in where it names one of the product's variants, the same in every language."""
    if view.variant is None or request.GET.get("variant") != str(view.variant.id):
        return {}
    return dict.fromkeys(spoken_languages(), f"?variant={view.variant.id}")


def mount_crumbs() -> list[Crumb]:
    """Home and catalogue page in the active language, cached."""

    def read() -> list[Crumb]:
        page = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
        return [*page.breadcrumbs()[:-1], Crumb(page.title, page.url)] if page else []

    found: list[Crumb] = cached(f"mount-crumbs.{active_language()}", read, frame=True)
    return found


def product_view(source: Source, chosen: str | None, rows: Mapping[int, ShelfItem]) -> ProductView:
    """The product with its variants: the chosen one (by id), else the first in stock. `rows` are the shelf rows of what it
    names, and its own, if it is listed.
    """
    copy, product = source.copy, source.product
    base = product_url(copy.slug)
    views = variant_views(source, base=base, chosen=chosen)
    current = next((view for view in views if view.current), None)
    pictures = page_pictures(source)
    facts = facts_of(source, rows.get(product.pk))
    days, zone = dispatch_views(timezone.now()) if current and current.is_ready else ([], "")
    begins = product.available_from if product.is_awaited else None
    return ProductView(
        id=product.pk,
        url=base,
        name=copy.name,
        brand=product.brand.name if product.brand else "",
        brand_url=brand_url(product.brand_id),
        summary=copy.summary,
        body=copy.body,
        pictures=gallery(source, current.id if current else None, pictures),
        specs=spec_groups(facts),
        options=option_views(views, source.values),
        variant=current,
        variants=views,
        categories=[Link(title, url) for title, url in facts["categories"]],
        status=product.status,
        kind=product.kind,
        videos=videos(source, pictures),
        files=[FileLink(label, title, url) for label, title, url in facts["files"]],
        compatibility=rich(copy.compatibility) if copy.compatibility else "",
        parts=[part_view(part, rows) for part in source.parts] if product.kind == ProductKind.BUNDLE else [],
        awaited_from=date_format(timezone.localtime(begins), "DATE_FORMAT") if begins else "",
        awaited_at=timezone.localtime(begins).isoformat(timespec="seconds") if begins else "",
        successor=successor(source, rows),
        dispatch=days,
        time_zone=zone,
    )


def page_pictures(source: Source) -> dict[int, Picture]:
    """Pictures of the gallery and of its films, by image id. One query, and none until something in the store has changed."""
    ids = [*(row["image"] for row in source.images), *(row["poster"] for row in source.videos)]
    found: dict[int, Picture] = cached(f"product-pictures.{source.product.pk}", lambda: pictures_by_id(ids, widths=PAGE_WIDTHS))
    return found


def facts_of(source: Source, row: ShelfItem | None) -> dict[str, list[Any]]:
    """Specification, files and category trail: what the shelf keeps ready; read anew for what is not listed, or was shelved
    by an older version.
    """
    if row is not None and "facts" in row.details:
        return {"categories": row.details["categories"], "facts": row.details["facts"], "files": row.details["files"]}
    language = source.copy.locale.language_code

    def read() -> dict[str, list[Any]]:
        values = Product.objects.prefetch_related("values__attribute", "values__choice", "values__document")
        product = values.get(pk=source.product.pk)
        return {"facts": facts_as_html(product.values.all(), language), "files": file_facts(product.values.all(), language)}

    found: dict[str, list[Any]] = cached(f"product-facts.{language}.{source.product.pk}", read)
    return {"categories": row.details.get("categories", []) if row else [], **found}


def spec_groups(facts: Mapping[str, list[Any]]) -> list[SpecGroup]:
    """The specification table."""
    return [
        SpecGroup(title, [(label, mark_safe(html)) for label, html in lines])  # noqa: S308 - made by as_html
        for title, lines in facts["facts"]
    ]


def part_view(part: Mapping[str, Any], rows: Mapping[int, ShelfItem]) -> PartView:
    """A part of a bundle, with a link where it has a page of its own."""
    row = rows.get(part["product"])
    return PartView(part["quantity"], row.name if row else part["name"], part["sku"], product_url(row.slug) if row else "")


def product_seo(copy: ProductCopy, view: ProductView, row: ShelfItem | None) -> Seo:
    """What the head of a product page says; the chosen variant is not part of the canonical address."""
    picture = view.pictures[0] if view.pictures else None
    return Seo(
        title=copy.seo_title or copy.name,
        description=copy.seo_description or copy.summary[:320],
        canonical=own_address(view.url),
        robots="index, follow" if view.status != "hidden" else "noindex, follow",
        image=own_address(picture.src) if picture else "",
        alternates=tuple(alternates(row)),
        type="product",
    )


def alternates(row: ShelfItem | None) -> list[tuple[str, str]]:
    """(language, address) of the product in each language that has words of its own."""
    found = []
    for code, slug in row.details["alternates"] if row else []:
        with translation.override(code):
            found.append((code, own_address(product_url(slug))))
    return found


def preview_context(copy: ProductCopy, request: HttpRequest) -> dict[str, Any]:
    """The product page with unpublished words."""
    with translation.override(copy.locale.language_code):
        return product_context(source_of(copy), request) | {"preview": True}
