"""What product pages of a demo store show besides the usual: written once, after its catalogue. Safe to repeat."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commerce.catalogue.choice_order import new_choices_in_order
from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    BundlePart,
    CategoryPage,
    DigitalFile,
    Product,
    ProductImage,
    ProductRelation,
    ProductValue,
    ProductVideo,
    Variant,
    VariantValue,
)
from commerce.storefront.quiet import quiet_shelf
from commerce.storefront.shelf.rebuild import shelve
from pricing.many import NewPrice, set_prices
from pricing.models import Price, PriceList
from sites.content.images import StoreDocument
from sites.provisioning.demo.apply.catalogue import fill_attributes, fill_product, fill_types, fill_values
from sites.provisioning.demo.apply.papers import booklet, datasheet
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.apply.talk import products_by_sku
from sites.provisioning.demo.data_showcase import DemoExtras, DemoShowcase, ShownProduct
from sites.provisioning.demo.films import film
from sites.tenants.context import current_store
from sites.tenants.languages import default_language

CENT = Decimal("0.01")


@transaction.atomic
def show_more(data: DemoShowcase, categories: Mapping[str, CategoryPage], pictures: Pictures) -> None:
    """Everything of `data`, once: a store that has the first of its products keeps what it has."""
    if Variant.objects.filter(sku=data.products[0].variants[0].sku).exists():
        return
    with quiet_shelf(), new_choices_in_order():
        fill_attributes(data.attributes, first=1 + (Attribute.objects.aggregate(last=Max("position"))["last"] or 0))
        fill_types(data.types)
        prices = PriceList.objects.get(kind=PriceList.Kind.BASE, currency=current_store().currency)
        made = [fill_product(one, categories, prices, pictures) for one in data.products]
        named = products_by_sku(skus_of(data))
        for product, one in zip(made, data.products, strict=True):
            if product is not None:
                become_special(product, one, named, pictures)
        for extras in data.extras:
            add_extras(named[extras.sku], extras, named, pictures)
        set_prices(prices=[step for extras in data.extras for step in steps_of(named[extras.sku], extras, prices)])
        colour = {(swatch.attribute, swatch.choice): swatch.colour for swatch in data.swatches}
        painted = list(AttributeChoice.objects.filter(attribute__code__in={attribute for attribute, _choice in colour}))
        for choice in painted:
            choice.swatch = colour.get((choice.attribute.code, choice.code), choice.swatch)
        AttributeChoice.objects.bulk_update(painted, ["swatch"])
        for extras in data.extras:
            if extras.coloured:
                show_colours(named[extras.sku], extras.coloured, pictures)
    coloured = Product.objects.filter(variants__values__choice__in=painted).values_list("pk", flat=True)
    touched = {named[extras.sku].pk for extras in data.extras} | {product.pk for product in made if product} | set(coloured)
    shelve(touched)


def skus_of(data: DemoShowcase) -> set[str]:
    """All SKUs by which products are named."""
    found = {extras.sku for extras in data.extras} | {one.like for one in data.products if one.like}
    found |= {part.sku for one in data.products for part in one.parts}
    return found | {sku for extras in data.extras for _kind, skus in relations_of(extras) for sku in skus}


def relations_of(extras: DemoExtras) -> Iterable[tuple[str, tuple[str, ...]]]:
    """(kind, SKUs) of what a product names."""
    return [(kind.value, getattr(extras, kind.value)) for kind in ProductRelation.Kind]


def become_special(product: Product, data: ShownProduct, named: Mapping[str, Product], pictures: Pictures) -> None:
    """The facts of another product, the day of its launch, parts of a set, files for buyers."""
    if data.like:
        rows = ProductValue.objects.filter(product=named[data.like])
        keep = ("attribute_id", "choice_id", "text", "number", "boolean", "date")
        ProductValue.objects.bulk_create(
            ProductValue(product=product, **{name: getattr(row, name) for name in keep}) for row in rows
        )
    if data.launch:
        product.available_from = timezone.now() + timedelta(days=data.launch)
        product.save(update_fields=["available_from"])
    for place, part in enumerate(data.parts):
        variant = Variant.objects.get(sku=part.sku)
        BundlePart.objects.create(product=product, variant=variant, quantity=part.quantity, sort_order=place)
    for one in data.files:
        name = f"{data.variants[0].sku.lower()}.pdf"
        content = booklet(product, one, pictures)
        DigitalFile.objects.create(product=product, titles=dict(one.title), file=ContentFile(content, name=name))


def add_extras(product: Product, data: DemoExtras, named: Mapping[str, Product], pictures: Pictures) -> None:
    """What the product's page shows in addition, but prices."""
    fill_values(product, data.values)
    if data.works_with:
        for copy in product.copies.select_related("locale"):
            copy.compatibility = data.works_with[copy.locale.language_code]
            copy.save()
            copy.save_revision().publish()
    if data.least > 1:
        product.variants.update(min_quantity=data.least)
    for kind, skus in relations_of(data):
        ProductRelation.objects.bulk_create(
            ProductRelation(product=product, other=named[sku], kind=kind, sort_order=place) for place, sku in enumerate(skus)
        )
    if data.datasheet:
        title = f"{data.sku}, PDF"
        document = kept(title, f"{data.sku.lower()}.pdf", datasheet(product, data, pictures))
        ProductValue.objects.create(product=product, attribute=Attribute.objects.get(code=data.datasheet), document=document)
    if data.film:
        images = [row.image for row in product.images.select_related("image")]
        paths = [image.file.path for image in images if image.width == image.height]
        document = kept(f"{product.name}, film", f"{data.sku.lower()}.webm", film(paths))
        ProductVideo.objects.create(product=product, titles=dict(data.film), file=document, poster=images[0])


def show_colours(product: Product, subject: str, pictures: Pictures) -> None:
    """Each variant of a colour gets its picture in it; these stand before the others."""
    names = dict(product.copies.values_list("locale__language_code", "name"))
    values = VariantValue.objects.filter(variant__product=product, choice__swatch__gt="").select_related("variant", "choice")
    coloured = [(value.variant, value.choice) for value in values.order_by("variant__sort_order", "pk") if value.choice]
    for place, (variant, choice) in enumerate(coloured, -len(coloured)):
        captions = {language: f"{name}, {choice.labels[language]}" for language, name in names.items()}
        image = pictures.subject(subject, title=captions[default_language()], colour=choice.swatch)
        row = ProductImage.objects.create(product=product, image=image, captions=captions, sort_order=place)
        variant.pictures.add(row)


def kept(title: str, name: str, content: bytes) -> StoreDocument:
    """A document of the store."""
    document = StoreDocument(title=title, file=ContentFile(content, name=name), file_size=len(content))
    document.save()
    return document


def steps_of(product: Product, data: DemoExtras, prices: PriceList) -> list[NewPrice]:
    """Prices from a quantity on, of every variant: so many percent below the price of one."""
    if not data.steps:
        return []
    ones = Price.objects.filter(price_list=prices, variant__product=product, min_quantity=1).select_related("variant")
    return [
        NewPrice(
            prices,
            one.variant_id,
            product.pk,
            one.variant.sku,
            (one.amount * (100 - step.percent) / 100).quantize(CENT),
            min_quantity=step.quantity,
        )
        for one in ones
        for step in data.steps
    ]
