"""A product made after another."""

import copy
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from commerce.catalogue.history import record_change
from commerce.catalogue.models import Product, ProductCopy, ProductImage, Variant
from commerce.catalogue.services import free_slug
from commerce.catalogue.states import ProductStatus
from commerce.kernel.events import ProductsChanged, publish

# What belongs to a product and is the same in its duplicate. Files for buyers too: the file itself is shared.
CHILDREN = ("values", "placements", "relations", "parts", "videos", "files")
SKU_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The new product, and its variants by the id of those they were made after."""

    product: Product
    variants: dict[int, Variant]


@transaction.atomic
def duplicate_product(*, product: Product) -> Duplicate:
    """A draft with the same facts, values, places, pictures, relations and parts; its words are drafts with new slugs.

    Variants get a SKU of their own ("…-COPY") and neither GTIN nor stock: a GTIN names one article. Prices belong to a
    higher floor, which gives them to `variants`.
    """
    new = Product.objects.get(pk=product.pk)
    new.pk, new.live_since, new.status = None, None, ProductStatus.DRAFT
    new.name = _("%(name)s (copy)") % {"name": product.name[:190]}
    new.save()
    for name in CHILDREN:
        for row in getattr(product, name).all():
            copied(row, product=new, **({"rank": 0} if name == "placements" else {}))
    pictures = {row.pk: copied(row, product=new) for row in product.images.all()}
    variants = {old.pk: copied_variant(old, new, pictures) for old in product.variants.prefetch_related("values", "pictures")}
    for words in ProductCopy.objects.filter(product=product).select_related("locale"):
        copied_words(words, new)
    record_change(product=new, fact="created", before="", after=_("copy of %(name)s") % {"name": product.name})
    publish(ProductsChanged(frozenset({new.pk})))
    return Duplicate(new, variants)


def copied(row: models.Model, **changed: Any) -> Any:
    """The same row once more, with other values in some columns."""
    twin = copy.copy(row)
    twin._state = copy.copy(row._state)
    twin._state.fields_cache = {}
    twin.pk, twin._state.adding = None, True
    for name, value in changed.items():
        setattr(twin, name, value)
    twin.save()
    return twin


def copied_variant(old: Variant, product: Product, pictures: dict[int, ProductImage]) -> Variant:
    """A variant with the same options, weight and pictures."""
    options, shown = list(old.values.all()), list(old.pictures.all())
    new = Variant.objects.get(pk=old.pk)
    new.pk, new.product, new.sku, new.gtin = None, product, free_sku(old.sku), ""
    new.save()
    for value in options:
        copied(value, variant=new)
    new.pictures.set(pictures[picture.pk] for picture in shown if picture.pk in pictures)
    new.save()
    return new


def free_sku(sku: str) -> str:
    """The SKU with "-COPY" behind it, and a number where that is taken."""
    base = f"{sku[: SKU_LONGEST - 9]}-COPY"
    taken = set(Variant.objects.filter(sku__startswith=base).values_list("sku", flat=True))
    return next(new for number in range(1, 10_000) if (new := base if number == 1 else f"{base}{number}") not in taken)


def copied_words(words: ProductCopy, product: Product) -> ProductCopy:
    """The words as a draft under a slug of their own; the latest draft of the original is what is copied."""
    latest: Any = words.get_latest_revision_as_object() if words.latest_revision_id else words
    new = ProductCopy(
        product=product,
        locale=words.locale,
        live=False,
        has_unpublished_changes=True,
        slug=free_slug(f"{words.slug[:170]}-copy", locale=words.locale),
        **{
            name: getattr(latest, name) for name in ("name", "summary", "body", "compatibility", "seo_title", "seo_description")
        },
    )
    if first := ProductCopy.objects.filter(product=product).first():
        new.translation_key = first.translation_key
    new.save()
    new.save_revision()
    return new
