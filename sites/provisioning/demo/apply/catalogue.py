"""The demo catalogues that are written down: types, attributes, categories, products."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale
from wagtail.rich_text import RichText

from commerce.catalogue.choice_order import new_choices_in_order
from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    CatalogPage,
    CategoryPage,
    Product,
    ProductCopy,
    ProductImage,
    ProductPlacement,
    ProductType,
    ProductValue,
    TypeAttribute,
    Variant,
    VariantValue,
)
from commerce.catalogue.states import ProductKind, ProductStatus
from commerce.stock.services import set_on_hand
from commerce.storefront.quiet import quiet_shelf
from commerce.storefront.shelf.rebuild import rebuild_shelf
from pricing.models import PriceList
from pricing.services import ensure_base_list, set_price
from sites.content.translating import translate_page
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.data import DemoCatalogue
from sites.provisioning.demo.data_catalogue import DemoAttribute, DemoCategory, DemoProduct, DemoType, DemoVariant
from sites.tenants.context import current_store
from sites.tenants.languages import default_language


def fill_catalogue(data: DemoCatalogue, pictures: Pictures) -> dict[str, CategoryPage]:
    """Bring everything of `data` into the active store; its categories by key."""
    with quiet_shelf(), new_choices_in_order():
        for brand in data.brands:
            Brand.objects.get_or_create(name=brand.name, defaults={"slug": slugify(brand.name)})
        fill_attributes(data.attributes)
        fill_types(data.types)
        categories: dict[str, CategoryPage] = {}
        for category in data.categories:
            categories[category.key] = fill_category(category, categories.get(category.parent), pictures)
        price_list = ensure_base_list(currency=current_store().currency, basis=PriceList.Basis.GROSS)
        for product in data.products:
            fill_product(product, categories, price_list, pictures)
    rebuild_shelf()
    return categories


def fill_attributes(attributes: Iterable[DemoAttribute], *, first: int = 0) -> None:
    """Attributes that are not there yet, from that position on."""
    for position, attribute in enumerate(attributes, first):
        Attribute.objects.get_or_create(
            code=attribute.code,
            defaults={
                "labels": dict(attribute.labels),
                "kind": attribute.kind,
                "unit": attribute.unit,
                "group": dict(attribute.group),
                "facetable": attribute.facetable,
                "listed": attribute.listed,
                "position": position,
            },
        )


def fill_types(types: Iterable[DemoType]) -> None:
    """Product types with their attributes."""
    for kind in types:
        made, _new = ProductType.objects.get_or_create(code=kind.code, defaults={"name": kind.name})
        for code in (*kind.attributes, *kind.options):
            TypeAttribute.objects.get_or_create(
                product_type=made, attribute=Attribute.objects.get(code=code), defaults={"for_variants": code in kind.options}
            )


def fill_category(category: DemoCategory, parent: CategoryPage | None, pictures: Pictures) -> CategoryPage:
    """A category in every language."""
    default = Locale.get_default()
    existing = CategoryPage.objects.filter(locale=default, slug=category.slug[default_language()]).first()
    if existing:
        return existing
    mount: Any = CatalogPage.objects.get(locale=default)
    page = CategoryPage(title=category.title[default_language()], slug=category.slug[default_language()], locale=default)
    page.intro, page.image = category.intro[default_language()], pictures.subject(category.subject)
    (parent or mount).add_child(instance=page)
    page.save_revision().publish()
    for locale in Locale.objects.exclude(pk=default.pk):
        code = locale.language_code
        translate_page(page, locale, fill=partial(name_category, category=category, code=code)).save_revision().publish()
    return CategoryPage.objects.get(pk=page.pk)


def name_category(page: CategoryPage, *, category: DemoCategory, code: str) -> None:
    """Title, address and introduction in a language."""
    page.title, page.slug, page.intro = category.title[code], category.slug[code], category.intro[code]


def fill_product(
    data: DemoProduct, categories: Mapping[str, CategoryPage], price_list: PriceList, pictures: Pictures
) -> Product | None:
    """A product with its words, pictures, variants, prices and stock; None where it is there already."""
    if Variant.objects.filter(sku=data.variants[0].sku).exists():
        return None
    product = Product.objects.create(
        name=data.name[default_language()],
        product_type=ProductType.objects.get(code=data.type),
        brand=Brand.objects.filter(name=data.brand).first(),
        tax_class=data.tax,
        kind=data.kind,
        status=ProductStatus.LIVE,
        live_since=timezone.now() - timedelta(days=data.age),
    )
    for position, key in enumerate(data.categories):
        ProductPlacement.objects.create(product=product, category=categories[key], sort_order=position)
    for position, view in enumerate(data.views):
        image = pictures.subject(data.subject, view=view, title=product.name)
        ProductImage.objects.create(product=product, image=image, captions=dict(data.name), sort_order=position)
    fill_values(product, data.values)
    fill_copies(product, data)
    for position, variant in enumerate(data.variants):
        fill_variant(product, variant, price_list, position)
    return product


def fill_values(product: Product, values: Mapping[str, Any]) -> None:
    """Facts by the code of their attribute; several choices are a row each."""
    for code, value in values.items():
        attribute = Attribute.objects.get(code=code)
        for one in value if isinstance(value, tuple) else (value,):
            ProductValue.objects.create(product=product, **column_of(attribute, one))


def fill_copies(product: Product, data: DemoProduct) -> None:
    """The words in every language, the default one first."""
    key = None
    for code in current_store().languages:
        copy = ProductCopy(product=product, locale=Locale.objects.get(language_code=code), name=data.name[code])
        copy.translation_key = key or copy.translation_key
        copy.slug, copy.summary = data.slug[code], data.summary[code]
        copy.body = [("rich_text", RichText("".join(data.body[code])))]
        copy.save()
        copy.save_revision().publish()
        key = copy.translation_key


def fill_variant(product: Product, data: DemoVariant, price_list: PriceList, position: int) -> None:
    """A variant with its options, price and stock."""
    variant = Variant.objects.create(product=product, sku=data.sku, gtin=data.gtin, weight=data.weight, sort_order=position)
    for code, value in data.options.items():
        VariantValue.objects.create(variant=variant, **column_of(Attribute.objects.get(code=code), value))
    set_price(price_list=price_list, variant=variant, amount=data.price, compare_at=data.compare_at)
    if product.kind == ProductKind.GOODS:
        set_on_hand(variant=variant, quantity=data.stock, backorder=data.backorder)


def column_of(attribute: Attribute, value: Any) -> dict[str, Any]:
    """The value in the column of the attribute's kind; choices are made as they are used."""
    if attribute.kind in (Attribute.Kind.CHOICE, Attribute.Kind.CHOICES):
        code = slugify(next(iter(value.values())))[:80]
        order = attribute.choices.count()
        choice, _new = AttributeChoice.objects.get_or_create(
            attribute=attribute, code=code, defaults={"labels": dict(value), "sort_order": order}
        )
        return {"attribute": attribute, "choice": choice}
    if attribute.kind == Attribute.Kind.NUMBER:
        return {"attribute": attribute, "number": Decimal(str(value))}
    if attribute.kind == Attribute.Kind.BOOLEAN:
        return {"attribute": attribute, "boolean": bool(value)}
    if attribute.kind == Attribute.Kind.DATE:
        return {"attribute": attribute, "date": value}
    return {"attribute": attribute, "text": dict(value)}
