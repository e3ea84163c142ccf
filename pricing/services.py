"""Making lists and setting prices."""

import logging
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from wagtail.log_actions import get_active_log_context

from commerce.catalogue.history import record_change
from commerce.catalogue.models import Variant
from commerce.catalogue.wording import plain
from commerce.kernel.events import ProductsChanged, publish
from pricing.models import Price, PriceList

logger = logging.getLogger(__name__)


def ensure_base_list(*, currency: str, basis: PriceList.Basis) -> PriceList:
    """The base list of a currency, made when missing; an existing one keeps its basis."""
    return PriceList.objects.get_or_create(
        kind=PriceList.Kind.BASE,
        currency=currency,
        defaults={
            "code": f"base-{currency.lower()}",
            "name": f"Base prices {currency}",
            "basis": basis,
            "status": PriceList.Status.LIVE,
        },
    )[0]


@transaction.atomic
def set_price(
    *, price_list: PriceList, variant: Variant, amount: Decimal, min_quantity: int = 1, compare_at: Decimal | None = None
) -> bool:
    """This is what `variant` costs in that list from that quantity on, in its currency and basis; whether it changed.

    Raises ValidationError for a negative amount or a quantity below 1.
    """
    price = Price.objects.select_for_update().filter(
        price_list=price_list, variant=variant, min_quantity=min_quantity
    ).first() or Price(price_list=price_list, variant=variant, min_quantity=min_quantity)
    if price.pk and price.amount == amount and price.compare_at == compare_at:
        return False
    before = (price.amount, price.compare_at) if price.pk else (None, None)
    price.amount, price.compare_at = amount, compare_at
    price.full_clean(validate_unique=False, validate_constraints=False)
    price.save()
    remember(price, before, variant=variant, price_list=price_list)
    publish(ProductsChanged(frozenset({variant.product_id})))
    return True


def remember(price: Price, before: tuple[Decimal | None, Decimal | None], *, variant: Variant, price_list: PriceList) -> None:
    """Write into the product's history what a price was and is; a first price only where a person set it."""
    if before == (None, None) and get_active_log_context().user is None:
        return
    where = price_list.currency
    if price_list.kind != PriceList.Kind.BASE:
        where = f"{where} {price_list.code}"
    if price.min_quantity > 1:
        where = f"{where} ≥ {price.min_quantity}"
    for fact, old, new in (("price", before[0], price.amount), ("compare_at", before[1], price.compare_at)):
        record_change(
            product=variant.product_id,
            sku=variant.sku,
            fact=f"{fact} {where}",
            before=plain(old) if old is not None else None,
            after=plain(new) if new is not None else None,
        )


@transaction.atomic
def keep_list_dates(*, since: datetime, now: datetime) -> frozenset[int]:
    """Do what the dates of price lists say: scheduled ones go live, those whose time is over end. The products whose prices
    moved in (since, now], which are shelved again.

    May run twice: what went live or ended before is left alone.
    """
    live, scheduled = PriceList.Status.LIVE, PriceList.Status.SCHEDULED
    due = PriceList.objects.select_for_update().filter(status=scheduled, valid_from__lte=now).order_by("pk")
    over = PriceList.objects.select_for_update().filter(status=live, valid_until__lte=now).order_by("pk")
    begun = PriceList.objects.filter(status=live, valid_from__gt=since, valid_from__lte=now)
    moved = {listed.pk: listed for listed in [*due, *over, *begun]}
    if not moved:
        return frozenset()
    # Not by save(): that makes the whole shelf anew, and only the products of these lists are touched.
    PriceList.objects.filter(pk__in=[listed.pk for listed in due]).update(status=live)
    PriceList.objects.filter(pk__in=moved, status=live, valid_until__lte=now).update(status=PriceList.Status.ENDED)
    logger.info("Price lists that began or ended: %s", ", ".join(sorted(listed.code for listed in moved.values())))
    prices = Price.objects.filter(price_list__in=moved)
    products = frozenset(prices.order_by().values_list("variant__product", flat=True).distinct())
    if products:
        publish(ProductsChanged(products))
    return products
