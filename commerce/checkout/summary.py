"""What a cart costs now: lines, shipping, tax."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from moneyed import Money

from commerce.cart.models import Cart, CartLine
from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.shipping.models import ShippingMethod
from commerce.shipping.selectors import flat_method
from commerce.stock.selectors import NOTHING, Available, availability
from commerce.tax.selectors import rates_in, tax_day
from pricing.arithmetic.money import rounded, total
from pricing.arithmetic.resolution import NoPrice, PriceQuote
from pricing.arithmetic.totals import PricedLine, Totals, totals
from pricing.selectors import Buyer, Wanted, base_basis, resolve_prices

SHIPPING = "shipping"


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line as it stands now: no quote means that it can no longer be bought."""

    line: CartLine
    quote: PriceQuote | None
    stock: Available
    sold: bool

    @property
    def can_be_bought(self) -> bool:
        """Priced, on sale and in stock."""
        return self.sold and self.quote is not None and self.stock.covers(self.line.quantity)

    @property
    def is_shipped(self) -> bool:
        """Whether it leaves in a parcel; files and services do not, nor does a bundle of nothing else."""
        kind = self.line.variant.product.kind
        return kind not in WITHOUT_STOCK and not (kind == ProductKind.BUNDLE and self.stock.is_endless)

    @property
    def seen_unit(self) -> Decimal:
        """The unit price the shopper was last shown."""
        return self.line.seen_unit

    @property
    def price_changed(self) -> bool:
        """Whether the unit price is another than the one last shown."""
        return self.quote is not None and self.quote.unit.amount != self.line.seen_unit


@dataclass(frozen=True, slots=True)
class Summary:
    """A cart, priced. `goods` is the sum of the lines as the base list is (net or gross); `sums` includes shipping.

    Where something has to be sent and there is no way of delivery (`shipping` is None), nothing can be ordered. A cart of
    files and services alone needs none and pays for none.
    """

    cart: Cart
    lines: tuple[SummaryLine, ...]
    shipping: ShippingMethod | None
    shipping_price: Money
    goods: Money
    sums: Totals
    gross_basis: bool

    @property
    def needs_shipping(self) -> bool:
        """Whether anything in it leaves in a parcel."""
        return any(row.is_shipped for row in self.lines)

    @property
    def is_deliverable(self) -> bool:
        """Whether there is a way of delivery, or nothing to deliver."""
        return self.shipping is not None or not self.needs_shipping

    @property
    def is_orderable(self) -> bool:
        """Whether it has lines, all of them can be bought, and there is a way of delivery where one is needed."""
        return bool(self.lines) and self.is_deliverable and all(line.can_be_bought for line in self.lines)

    @property
    def units(self) -> Mapping[int, Decimal]:
        """Unit prices by variant id."""
        return {row.line.variant_id: row.quote.unit.amount for row in self.lines if row.quote}

    def total_of(self, row: SummaryLine) -> Money:
        """The line's amount on the basis of the base list."""
        found = next(part for part in self.sums.lines if part.key == str(row.line.pk))
        return found.gross if self.gross_basis else found.net


def summarise(*, cart: Cart, buyer: Buyer, at: datetime) -> Summary:
    """Price the cart for this buyer now. A fixed number of queries."""
    lines = list(cart.lines.select_related("variant__product"))
    wanted = [Wanted(line.variant_id, line.quantity) for line in lines]
    quotes = resolve_prices(wanted, buyer=buyer, at=at, currency=cart.currency)
    stock = availability(line.variant_id for line in lines)
    rows = tuple(
        SummaryLine(
            line=line,
            quote=None if isinstance(quote := quotes[line.variant_id], NoPrice) else quote,
            stock=stock.get(line.variant_id, NOTHING),
            sold=line.variant.is_active and line.variant.product.is_sold,
        )
        for line in lines
    )
    basis = base_basis(cart.currency)
    method = flat_method(currency=cart.currency) if any(row.is_shipped for row in rows) else None
    priced = [
        PricedLine(str(row.line.pk), row.quote.unit, row.line.quantity, row.quote.rate)
        for row in rows
        if row.quote and row.sold
    ]
    goods = total((rounded(line.unit * line.quantity) for line in priced), cart.currency)
    shipping_price = rounded(method.price_for(goods)) if method and priced else Money(0, cart.currency)
    rates = rates_in(country=buyer.country, on=tax_day(at))
    shipping_rate = rates.get(method.tax_class, Decimal(0)) if method else Decimal(0)
    sums = totals([*priced, PricedLine(SHIPPING, shipping_price, 1, shipping_rate)], currency=cart.currency, basis=basis)
    return Summary(cart, rows, method, shipping_price, goods, sums, gross_basis=basis == "gross")
