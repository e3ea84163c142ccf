"""Making many products at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.many.slugs import free_slugs
from commerce.catalogue.models import Product, ProductCopy, Variant
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
