"""Shelf rows as cards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from moneyed import Money

from commerce.storefront.links import product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.prices import availability_view, price_view
from commerce.storefront.shelf.pictures import picture_from
from commerce.storefront.values import ProductCard
from pricing.selectors import base_basis
from sites.content.generation import cached

NEW_FOR = timedelta(days=30)


def is_gross(currency: str) -> bool:
    """Whether base prices of the currency include tax; cached."""
    basis: str = cached(f"basis.{currency}", lambda: base_basis(currency), frame=True)
    return basis == "gross"


def cards(items: Sequence[ShelfItem]) -> list[ProductCard]:
    """Cards of these rows. No query: a row holds all that its card shows."""
    if not items:
        return []
    now, gross = timezone.now(), is_gross(items[0].currency)
    return [card(item, is_gross_basis=gross, new_since=now - NEW_FOR) for item in items]


def card(item: ShelfItem, *, is_gross_basis: bool, new_since: datetime) -> ProductCard:
    """The card of one row."""
    price = item.price
    return ProductCard(
        url=product_url(item.slug),
        name=item.name,
        brand=item.brand,
        summary=item.summary,
        picture=picture_from(item.picture, item.picture_alt),
        price=price_view(
            Money(price, item.currency),
            gross_basis=is_gross_basis,
            rate=item.tax_rate,
            compare_at=Money(item.compare_at, item.currency) if item.compare_at is not None else None,
            is_from=item.price_varies,
        )
        if price is not None
        else None,
        availability=availability_view(item.availability),
        specs=[(label, value) for label, value in item.specs],
        is_new=bool(item.live_since and item.live_since > new_since),
        saving=saving(item),
        available_from=date_format(timezone.localtime(item.available_from), "DATE_FORMAT") if awaited(item) else "",
        rating=f"{item.rating:.1f}" if item.rating is not None and item.rating_count else "",
        rating_count=item.rating_count,
        stars=round(float(item.rating or 0) * 20),
        swatches=[(label, colour) for label, colour in item.swatches],
        quick_url=reverse("quick-view", args=[item.product_id]),
        id=item.product_id,
    )


def awaited(item: ShelfItem) -> bool:
    """Whether its launch is still to come."""
    return bool(item.available_from and item.available_from > timezone.now())


def saving(item: ShelfItem) -> int:
    """How much less it costs than before, in whole per cent, rounded down: 20 for 80 instead of 100; 0 where it does not."""
    if not item.on_sale or item.price is None or not item.compare_at:
        return 0
    return int(100 * (item.compare_at - item.price) / item.compare_at)
