"""Brands that have something for sale: their index, and where each leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from commerce.catalogue.models import Brand, BrandIndexPage, BrandPage
from commerce.storefront.facets.keeper import current_index
from commerce.storefront.links import active_language, active_locale_id, shop_urls
from sites.content.generation import cached
from sites.content.pictures import Picture, pictures_by_id

LOGO_WIDTHS = (240,)
OTHER = "#"
# So few are found at a glance: letters would only tear them apart.
FEW = 24


@dataclass(frozen=True, slots=True)
class BrandTile:
    """A brand in the index."""

    name: str
    url: str
    count: int
    logo: Picture | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The brands that begin with a letter; `#` for those that begin with none; no letter where few brands stand together."""

    letter: str
    brands: list[BrandTile]


@dataclass(frozen=True, slots=True)
class BrandAddresses:
    """Where the products of brands are: on the brand's own page, where everyone may see it; else in the catalogue, filtered by it."""

    pages: Mapping[int, str]
    catalogue: str

    def of(self, brand_id: int, slug: str) -> str:
        """Of one brand."""
        return self.pages.get(brand_id) or f"{self.catalogue}?brand={slug}"


def brand_addresses(locale_id: int) -> BrandAddresses:
    """Those of the active language, whose locale this is, from the tables."""
    pages = BrandPage.objects.live().public().filter(locale=locale_id).defer_streamfields()
    return BrandAddresses({page.brand_id: page.url or "" for page in pages}, shop_urls().catalogue)


def brand_urls() -> dict[int, str]:
    """Where each brand leads in the active language. Cached."""

    def read() -> dict[int, str]:
        addresses = brand_addresses(active_locale_id())
        return {pk: addresses.of(pk, slug) for pk, slug in Brand.objects.order_by().values_list("pk", "slug")}

    found: dict[int, str] = cached(f"brand-urls.{active_language()}", read, frame=True)
    return found


def brand_url(brand_id: int | None) -> str:
    """Where a brand leads; nothing without one."""
    return brand_urls().get(brand_id, "") if brand_id else ""


def brand_index(page: BrandIndexPage, request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - as all suppliers of pages
    """The brands that have something listed, each with its logo and how many products it has; by letter where they are many."""

    def read() -> list[Letter]:
        with current_index(page.locale_id) as index:
            counts = {
                int(str(key[1])): count
                for key, bits in index.bits.items()
                if key[0] == "brand" and (count := (bits & index.listed).bit_count())
            }
        brands = list(Brand.objects.filter(pk__in=counts))
        logos = pictures_by_id((brand.logo_id for brand in brands), widths=LOGO_WIDTHS)
        urls = brand_urls()
        ordered = sorted(brands, key=lambda brand: (letter_of(brand.name), brand.name.casefold()))
        return [
            Letter(
                letter,
                [
                    BrandTile(brand.name, urls.get(brand.pk, ""), counts[brand.pk], logos.get(brand.logo_id or 0))
                    for brand in own
                ],
            )
            for letter, own in groupby(ordered, key=lambda brand: letter_of(brand.name) if len(ordered) > FEW else "")
        ]

    letters: list[Letter] = cached(f"brands.{page.pk}", read)
    return {"title": page.title, "intro": page.intro, "letters": letters}


def letter_of(name: str) -> str:
    """The letter under which a name stands."""
    first = name[:1].upper()
    return first if first.isalpha() else OTHER
