"""What the list of products shows of each, from rows that are fetched with the page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale

from commerce.catalogue.models import Product, ProductImage, Variant
from commerce.catalogue.word_states import copies_with_state, words_state
from sites.content.suppliers import supply


class PictureColumn(Column):
    """The first picture of a product, small."""

    def get_value(self, instance: Product) -> str:
        """An img element, or nothing."""
        images = list(instance.images.all())
        if not images:
            return ""
        rendition = images[0].image.get_rendition("fill-60x60|format-webp")
        return format_html('<img src="{}" width="60" height="60" alt="" loading="lazy">', rendition.url)


class SkuColumn(Column):
    """The first SKU, and how many variants there are besides."""

    def get_value(self, instance: Any) -> SafeString | str:
        """The first SKU, with how many more there are: LDS02 + 3 more."""
        more = (instance.variant_count or 1) - 1
        if not instance.first_sku or more < 1:
            return instance.first_sku or ""
        text = ngettext("+ %(count)d more", "+ %(count)d more", more) % {"count": more}
        return format_html("{} <small>{}</small>", instance.first_sku, text)


class FigureColumn(Column):
    """Price or stock, which higher floors know (`with_figures`)."""

    def get_value(self, instance: Any) -> str:
        """As text."""
        return str(getattr(instance, "figures", {}).get(self.name, ""))


class WordsColumn(Column):
    """In which languages a product has words, and where they are."""

    def get_value(self, instance: Product) -> SafeString:
        """A small tag a language."""
        return format_html_join(
            " ",
            '<span class="words words--{}" title="{}">{}<span class="w-sr-only">: {}</span></span>',
            ((state, words, code.upper(), words) for code, state, words in words_state(instance)),
        )


def with_pictures(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products with their pictures and first SKU, in a fixed number of queries."""
    first = Variant.objects.filter(product=OuterRef("pk")).order_by("sort_order", "pk").values("sku")[:1]
    images = Prefetch("images", ProductImage.objects.select_related("image").prefetch_related("image__renditions"))
    return products.select_related("brand", "product_type").prefetch_related(images).annotate(first_sku=Subquery(first))


def with_words(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products with what their languages are told by, and how many variants they have."""
    copies = Prefetch("copies", copies_with_state())
    counted = Variant.objects.filter(product=OuterRef("pk")).order_by().values("product").annotate(n=Count("pk")).values("n")
    return products.prefetch_related(copies).annotate(variant_count=Subquery(counted))


def with_figures(products: Sequence[Product]) -> None:
    """Give the products of one page their price and stock as `figures`."""
    figures = supply("product figures", [product.pk for product in products]) if products else {}
    for product in products:
        product.figures = figures.get(product.pk, {})  # type: ignore[attr-defined]


def languages() -> list[tuple[int, str]]:
    """(id, name) of the store's languages."""
    return [(locale.pk, str(locale)) for locale in Locale.objects.all()]
