"""Making many products at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.models import CatalogPage, Product, ProductCopy, Variant
from commerce.catalogue.states import VISIBLE
from commerce.kernel.events import ProductsChanged, publish


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product to be: the SKU of its first variant, its internal name, its type, and other columns of `Product`."""

    sku: str
    name: str
    product_type_id: int
    values: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def create_products(*, products: Sequence[NewProduct], source: str = "") -> dict[str, int]:
    """Make products with one variant each, and their words as drafts in the store's default language; ids by SKU.

    Raises IntegrityError where a SKU is taken. One `ProductsChanged`; seven queries.
    """
    now = timezone.now()
    rows = [Product(name=new.name, product_type_id=new.product_type_id, **new.values) for new in products]
    for row in rows:
        row.live_since = now if row.status in VISIBLE else None
    Product.objects.bulk_create(rows, batch_size=500)
    pairs = list(zip(products, rows, strict=True))
    Variant.objects.bulk_create([Variant(product=row, sku=new.sku, sort_order=0) for new, row in pairs], batch_size=500)
    locale = Locale.get_default()
    slugs = free_slugs([row.name for row in rows], locale=locale)
    copies = [
        ProductCopy(product=row, locale=locale, name=row.name, slug=slug, live=False, has_unpublished_changes=True)
        for row, slug in zip(rows, slugs, strict=True)
    ]
    ProductCopy.objects.bulk_create(copies, batch_size=500)
    record_changes([Changed(row.pk, "created", "", row.name) for row in rows], source=source)
    publish(ProductsChanged(frozenset(row.pk for row in rows)))
    return {new.sku: row.pk for new, row in pairs}


def free_slugs(names: Sequence[str], *, locale: Locale) -> list[str]:
    """A slug for each name that neither a product, nor a category of the top level, nor another of these has."""
    bases = [slugify(name, allow_unicode=True)[:180] or "product" for name in names]
    taken = set(ProductCopy.objects.filter(locale=locale, slug__in=set(bases)).values_list("slug", flat=True))
    mount = CatalogPage.objects.filter(locale=locale).first()
    if mount:
        taken |= set(mount.get_children().values_list("slug", flat=True))
    found: list[str] = []
    for base in bases:
        slug, number = base, 1
        while slug in taken or (number > 1 and ProductCopy.objects.filter(locale=locale, slug=slug).exists()):
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        found.append(slug)
    return found
