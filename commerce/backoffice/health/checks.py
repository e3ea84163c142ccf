"""The checks: each says which products have the problem. Another one is another line of `CHECKS`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Length, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from commerce.catalogue.models import (
    BundlePart,
    Product,
    ProductCopy,
    ProductImage,
    ProductPlacement,
    ProductRelation,
    ProductValue,
    TypeAttribute,
    Variant,
    VariantValue,
)
from commerce.catalogue.states import SOLD, ProductKind, ProductStatus
from commerce.stock.models import StockItem
from pricing.models import Price, PriceList
from sites.tenants.context import current_store
from sites.tenants.languages import default_language

LONGEST_TITLE = 60
Products = QuerySet[Product]


@dataclass(frozen=True, slots=True)
class Check:
    """A problem: its code in addresses, its name, what to do about it, and the products that have it."""

    code: str
    label: str | Promise
    hint: str | Promise
    find: Callable[[], Products]


def sold() -> Products:
    """What shoppers can buy, or will as soon as nothing is missing."""
    return Product.objects.filter(status__in=SOLD)


def active_variants() -> QuerySet[Variant]:
    """The active variants of a product."""
    return Variant.objects.filter(product=OuterRef("pk"), is_active=True)


def copies() -> QuerySet[ProductCopy]:
    """The published texts of a product."""
    return ProductCopy.objects.filter(product=OuterRef("pk"), live=True)


def no_picture() -> Products:
    """Products without any."""
    return sold().filter(~Exists(ProductImage.objects.filter(product=OuterRef("pk"))))


def no_price() -> Products:
    """Products with a variant that has no base price in the store's currency."""
    currency = current_store().currency
    prices = Price.objects.filter(
        variant=OuterRef("pk"), price_list__kind=PriceList.Kind.BASE, price_list__currency=currency, min_quantity=1
    )
    return sold().filter(Exists(active_variants().filter(~Exists(prices))))


def no_text() -> Products:
    """Products whose texts are not published in every language of the store."""
    published = Count("copies", filter=Q(copies__live=True))
    return sold().annotate(published=published).filter(published__lt=Locale.objects.count())


def no_category() -> Products:
    """Products in no category."""
    return sold().filter(~Exists(ProductPlacement.objects.filter(product=OuterRef("pk"))))


def long_title() -> Products:
    """Products whose title is cut off by search engines."""
    title = Length(Coalesce(NullIf("seo_title", Value("")), "name"))
    return sold().filter(Exists(copies().annotate(length=title).filter(length__gt=LONGEST_TITLE)))


def no_description() -> Products:
    """Products with a text that has no description."""
    return sold().filter(Exists(copies().annotate(raw=Cast("body", TextField())).filter(raw__in=("[]", "", "null"))))


def no_weight() -> Products:
    """Goods with a variant whose weight is not known."""
    return sold().filter(Exists(active_variants().filter(weight=None)), kind=ProductKind.GOODS)


def no_required_fact() -> Products:
    """Products that lack a fact which their type asks for, and those with a variant that lacks an option."""
    asked = TypeAttribute.objects.filter(product_type=OuterRef("product_type"), is_required=True)
    has_fact = ProductValue.objects.filter(product=OuterRef(OuterRef("pk")), attribute=OuterRef("attribute"))
    has_option = VariantValue.objects.filter(variant=OuterRef("pk"), attribute=OuterRef(OuterRef("attribute")))
    variants = Variant.objects.filter(product=OuterRef(OuterRef("pk")), is_active=True).filter(~Exists(has_option))
    return sold().filter(
        Exists(asked.filter(for_variants=False).filter(~Exists(has_fact)))
        | Exists(asked.filter(for_variants=True).filter(Exists(variants)))
    )


def no_alt_text() -> Products:
    """Products with a picture that is not described in the store's default language."""
    language = default_language()
    described = Q(captions__has_key=language) & ~Q(**{f"captions__{language}": ""})
    return sold().filter(Exists(ProductImage.objects.filter(~described, product=OuterRef("pk"))))


def sold_out() -> Products:
    """Goods of which no variant can be bought: nothing there, nothing on order."""
    there = StockItem.objects.filter(Q(on_hand__gt=0) | Q(backorder=True), variant__product=OuterRef("pk"))
    return sold().filter(~Exists(there.filter(variant__is_active=True)), kind=ProductKind.GOODS)


def no_options() -> Products:
    """Products of several variants, one of which does not say what it is."""
    nameless = active_variants().filter(~Exists(VariantValue.objects.filter(variant=OuterRef("pk"))))
    several = Count("variants", filter=Q(variants__is_active=True))
    return sold().annotate(several=several).filter(Exists(nameless), several__gt=1)


def no_successor() -> Products:
    """Discontinued products that lead nowhere."""
    successors = ProductRelation.objects.filter(product=OuterRef("pk"), kind=ProductRelation.Kind.SUCCESSOR)
    return Product.objects.filter(~Exists(successors), status=ProductStatus.DISCONTINUED)


def same_gtin() -> Products:
    """Products with a GTIN that another variant has too."""
    others = Variant.objects.filter(gtin=OuterRef("gtin")).exclude(pk=OuterRef("pk"))
    return Product.objects.exclude(status=ProductStatus.ARCHIVED).filter(
        Exists(Variant.objects.filter(~Q(gtin=""), Exists(others), product=OuterRef("pk")))
    )


def broken_bundle() -> Products:
    """Bundles without parts, or with a part that is not sold."""
    parts = BundlePart.objects.filter(product=OuterRef("pk"))
    dead = parts.filter(Q(variant__is_active=False) | ~Q(variant__product__status__in=SOLD))
    return sold().filter(Exists(dead) | ~Exists(parts), kind=ProductKind.BUNDLE)


def no_variant() -> Products:
    """Products that cannot be bought because they have no active variant."""
    return sold().filter(~Exists(active_variants()))


CHECKS = (
    Check("no-price", _("No price"), _("A variant without a base price cannot be bought."), no_price),
    Check("no-variant", _("No active variant"), _("There is nothing to put into a cart."), no_variant),
    Check("no-picture", _("No picture"), _("Shoppers pass over what they cannot see."), no_picture),
    Check("no-text", _("No text in a language"), _("Shoppers read the default language instead, or nothing."), no_text),
    Check("no-description", _("No description"), _("A name alone convinces nobody, search engines included."), no_description),
    Check("no-category", _("No category"), _("Found by search alone."), no_category),
    Check(
        "long-title",
        _("Title longer than 60 letters"),
        _("Search engines cut it off. Write a shorter title for them."),
        long_title,
    ),
    Check(
        "no-alt-text", _("Picture without a description"), _("Those who do not see it hear the product's name."), no_alt_text
    ),
    Check("missing-fact", _("Required attribute missing"), _("Filters do not find the product."), no_required_fact),
    Check("no-options", _("Variant without options"), _("Shoppers cannot tell it from the others."), no_options),
    Check("no-weight", _("No weight"), _("Delivery by weight is computed too low."), no_weight),
    Check("sold-out", _("Sold out, no back-orders"), _("Order more, allow back-orders, or discontinue it."), sold_out),
    Check("no-successor", _("Discontinued without successor"), _("Name the product that replaces it."), no_successor),
    Check("same-gtin", _("Same GTIN twice"), _("Marketplaces refuse both."), same_gtin),
    Check("broken-bundle", _("Broken bundle"), _("A part is not sold, so the bundle cannot be either."), broken_bundle),
)
BY_CODE = {check.code: check for check in CHECKS}


def counts() -> dict[str, int]:
    """How many products have each problem, by code. One query for all of them."""
    parts = [check.find().order_by().values("pk").query.sql_with_params() for check in CHECKS]
    columns = ", ".join(
        f"(SELECT count(*) FROM ({sql}) AS found{at})"  # noqa: S608 - Django's own SQL
        for at, (sql, _params) in enumerate(parts)
    )
    with connection.cursor() as cursor:
        # Every part is Django's own SQL with its parameters apart.
        cursor.execute(f"SELECT {columns}", [value for _sql, params in parts for value in params])
        found = cursor.fetchone()
    return {check.code: int(count) for check, count in zip(CHECKS, found, strict=True)}
