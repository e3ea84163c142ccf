"""Prices of many variants in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Min, Q
from moneyed import Money

from commerce.catalogue.models import Variant
from commerce.kernel.written import Written
from commerce.tax.selectors import rates_in, tax_day
from pricing.arithmetic.resolution import Candidate, NoPrice, PriceContext, PriceQuote, Rank, winning
from pricing.arithmetic.totals import Basis, with_tax, without_tax
from pricing.models import Price, PriceList
from sites.tenants.context import current_store


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who asks: where the goods will be taxed. Customer, company and group join it with their price lists."""

    country: str


OF_LIST = [field.attname for field in PriceList._meta.concrete_fields]
PRICES = Written(
    lambda ids, currency: (
        Price.objects.filter(variant_id__among=ids, price_list__currency=currency)
        .order_by("pk")
        .values_list(
            *("variant_id", "pk", "min_quantity", "amount", "compare_at", "price_list_id"),
            *(f"price_list__{name}" for name in OF_LIST),
        )
    )
)


class PriceRow(NamedTuple):
    """A price with its list; not a model, of which there would be two for each price."""

    pk: int
    min_quantity: int
    amount: Decimal
    compare_at: Decimal | None
    price_list: PriceList


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of a variant."""

    variant_id: int
    quantity: int = 1


def anyone() -> Buyer:
    """A buyer of whom nothing is known: taxed in the store's own country."""
    return Buyer(country=current_store().country)


def base_basis(currency: str) -> Basis:
    """Whether base prices of this currency are net or gross; gross where there is no list yet."""
    basis = PriceList.objects.filter(kind=PriceList.Kind.BASE, currency=currency).values_list("basis", flat=True).first()
    return "net" if basis == PriceList.Basis.NET else "gross"


def resolve_prices(
    lines: Sequence[Wanted],
    *,
    buyer: Buyer,
    at: datetime,
    currency: str,
    tax_classes: Mapping[int, str] | None = None,
) -> dict[int, PriceQuote | NoPrice]:
    """The price of each wanted variant by its id, or the NoPrice that says why it has none. Three queries, however many,
    two for a caller that knows the tax class codes by variant id.

    A variant wanted twice is priced for the sum of its quantities: a quantity step counts what is in the cart altogether.
    """
    quantities: dict[int, int] = defaultdict(int)
    for line in lines:
        quantities[line.variant_id] += line.quantity
    classes = tax_classes or dict(Variant.objects.filter(pk__in=quantities).values_list("pk", "product__tax_class"))
    rates = rates_in(country=buyer.country, on=tax_day(at))
    rows = price_rows(quantities, currency=currency)
    quotes: dict[int, PriceQuote | NoPrice] = {}
    for variant_id, quantity in quantities.items():
        context = PriceContext(variant_id, quantity, currency, at)
        quotes[variant_id] = _quote(rows.get(variant_id, ()), context, rates.get(classes.get(variant_id, ""), Decimal(0)))
    return quotes


def resolve_with_steps(
    lines: Sequence[Wanted],
    *,
    buyer: Buyer,
    at: datetime,
    currency: str,
    tax_classes: Mapping[int, str],
    rates: Mapping[str, Decimal] | None = None,
    rows: Mapping[int, Sequence[PriceRow]] | None = None,
) -> dict[int, list[PriceQuote]]:
    """The prices of each wanted variant by quantity: first that of the quantity wanted, then each larger step at which one
    unit costs something else; an empty list where there is no price. Here a quote's `min_quantity` is the quantity from which
    it holds. Two queries; one less each for a caller that knows the `rates` of that day, and the `rows` of `price_rows`.
    """
    rates = rates_in(country=buyer.country, on=tax_day(at)) if rates is None else rates
    wanted = {line.variant_id: line.quantity for line in lines}
    rows = price_rows(wanted, currency=currency) if rows is None else rows
    found: dict[int, list[PriceQuote]] = {}
    for variant_id, quantity in wanted.items():
        rate = rates.get(tax_classes.get(variant_id, ""), Decimal(0))
        offered = rows.get(variant_id, ())
        steps = sorted({price.min_quantity for price in offered if price.min_quantity > quantity})
        quotes: list[PriceQuote] = []
        for step in (quantity, *steps):
            quote = _quote(offered, PriceContext(variant_id, step, currency, at), rate)
            if isinstance(quote, PriceQuote) and (not quotes or quote.unit != quotes[-1].unit):
                quotes.append(replace(quote, min_quantity=step))
            elif isinstance(quote, NoPrice) and not quotes:
                break
        found[variant_id] = quotes
    return found


def next_change_of_lists(after: datetime) -> datetime | None:
    """When a price list is the next to begin or to end after a moment; None where none will. One query.

    A scheduled list whose day has come is one that is still to begin, however long ago that was.
    """
    waits = Q(status=PriceList.Status.SCHEDULED)
    runs = Q(status=PriceList.Status.LIVE)
    found = PriceList.objects.filter(waits | runs).aggregate(
        waits=Min("valid_from", filter=waits),
        begins=Min("valid_from", filter=runs & Q(valid_from__gt=after)),
        ends=Min("valid_until", filter=Q(valid_until__gt=after)),
    )
    return min(filter(None, found.values()), default=None)


def price_rows(variant_ids: Iterable[int], *, currency: str) -> dict[int, list[PriceRow]]:
    """The prices of each variant in this currency, those of lists that do not hold now included. One query."""
    found: dict[int, list[PriceRow]] = defaultdict(list)
    lists: dict[int, PriceList] = {}
    for variant, pk, least, amount, compare_at, list_id, *facts in PRICES(variant_ids, currency):
        if list_id not in lists:
            lists[list_id] = PriceList(**dict(zip(OF_LIST, facts, strict=True)))
        found[variant].append(PriceRow(pk, least, amount, compare_at, lists[list_id]))
    return dict(found)


def _quote(prices: Sequence[PriceRow], context: PriceContext, rate: Decimal) -> PriceQuote | NoPrice:
    by_id = {price.pk: price for price in prices}
    try:
        winner, trace = winning([_candidate(price) for price in prices], context)
    except NoPrice as none:
        return none
    price = by_id[winner.price_id]
    gross_list = price.price_list.basis == PriceList.Basis.GROSS
    return PriceQuote(
        variant_id=context.variant_id,
        unit=winner.amount,
        net=without_tax(winner.amount, rate=rate) if gross_list else winner.amount,
        gross=winner.amount if gross_list else with_tax(winner.amount, rate=rate),
        rate=rate,
        compare_at=Money(price.compare_at, context.currency) if price.compare_at is not None else None,
        list_id=winner.list_id,
        list_code=winner.list_code,
        price_id=winner.price_id,
        min_quantity=winner.min_quantity,
        trace=trace,
    )


def _candidate(price: PriceRow) -> Candidate:
    listed = price.price_list
    return Candidate(
        list_id=listed.pk,
        list_code=listed.code,
        rank=Rank.BASE if listed.kind == PriceList.Kind.BASE else Rank.EVERYONE,
        priority=listed.priority,
        kind=listed.kind,
        basis=listed.basis,
        status=listed.status,
        valid_from=listed.valid_from,
        valid_until=listed.valid_until,
        price_id=price.pk,
        min_quantity=price.min_quantity,
        amount=Money(price.amount, listed.currency),
    )
