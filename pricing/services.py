"""Making lists and setting prices."""

from decimal import Decimal

from django.db import transaction
from wagtail.log_actions import get_active_log_context

from commerce.catalogue.history import record_change
from commerce.catalogue.models import Variant
from commerce.catalogue.wording import plain
from commerce.kernel.events import ProductsChanged, publish
from pricing.models import Price, PriceList


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
