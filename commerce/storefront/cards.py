"""Shelf rows as cards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone
from moneyed import Money

from commerce.storefront.links import product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.prices import availability_view, price_view
from commerce.storefront.values import ProductCard
from pricing.selectors import base_basis
from sites.content.generation import cached
from sites.content.pictures import pictures_by_id

NEW_FOR = timedelta(days=30)


def is_gross(currency: str) -> bool:
    """Whether base prices of the currency include tax; cached."""
    basis: str = cached(f"basis.{currency}", lambda: base_basis(currency))
    return basis == "gross"


def cards(items: Sequence[ShelfItem]) -> list[ProductCard]:
    """Cards of these rows. Two queries for their pictures, however many."""
    pictures = pictures_by_id(item.picture_id for item in items)
    new_since = timezone.now() - NEW_FOR
    return [
        ProductCard(
            url=product_url(item.slug),
            name=item.name,
            brand=item.brand,
            summary=item.summary,
            picture=replace(picture, alt=item.picture_alt) if (picture := pictures.get(item.picture_id or 0)) else None,
            price=price_view(
                Money(item.price, item.currency),
                gross_basis=is_gross(item.currency),
                rate=item.tax_rate,
                compare_at=Money(item.compare_at, item.currency) if item.compare_at is not None else None,
                is_from=item.price_varies,
            )
            if item.price is not None
            else None,
            availability=availability_view(item.availability),
            specs=[(label, value) for label, value in item.specs],
            is_new=bool(item.live_since and item.live_since > new_since),
        )
        for item in items
    ]
