"""Prices as text, in the language of the page, with or without tax as the store shows them."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from moneyed import Money

from commerce.catalogue.states import ProductKind
from commerce.stock.selectors import Available
from commerce.storefront.values import AvailabilityView, PriceView
from pricing.arithmetic.resolution import PriceQuote
from pricing.arithmetic.totals import with_tax, without_tax
from pricing.wording import written
from sites.tenants.context import current_store
from sites.tenants.models import Store

LABELS = {
    "in_stock": gettext_lazy("In stock"),
    "low_stock": gettext_lazy("Only a few left"),
    "backorder": gettext_lazy("Available on order"),
    "out_of_stock": gettext_lazy("Out of stock"),
    "awaited": gettext_lazy("Available soon"),
    "download": gettext_lazy("Download after payment"),
    "endless": gettext_lazy("Available"),
}
# As good as in stock, in other words.
UNCOUNTED = frozenset({"download", "endless"})


def shown(amount: Money, language: str | None = None) -> str:
    """The amount in that language, by default the active one."""
    return written(amount, language or translation.get_language() or "en")


def shows_tax() -> bool:
    """Whether this store's first price includes tax."""
    return current_store().tax_display == Store.Tax.INCLUDED


def price_view(
    unit: Money, *, gross_basis: bool, rate: Decimal, compare_at: Money | None = None, is_from: bool = False
) -> PriceView:
    """A unit price both ways: first as the store shows prices, then the other."""
    gross = unit if gross_basis else with_tax(unit, rate=rate)
    net = without_tax(unit, rate=rate) if gross_basis else unit
    main, other = (gross, net) if shows_tax() else (net, gross)
    former = _both(compare_at, gross_basis=gross_basis, rate=rate) if compare_at and compare_at > unit else (None, None)
    return PriceView(
        main=shown(main),
        main_note=_("incl. VAT") if shows_tax() else _("excl. VAT"),
        # A shop for consumers shows one price; a trade shop shows both.
        other="" if shows_tax() else shown(other),
        other_note="" if shows_tax() else _("incl. VAT"),
        compare_at=shown(former[0]) if former[0] else "",
        is_from=is_from,
        compare_other=shown(former[1]) if former[1] and not shows_tax() else "",
    )


def _both(amount: Money, *, gross_basis: bool, rate: Decimal) -> tuple[Money, Money]:
    gross = amount if gross_basis else with_tax(amount, rate=rate)
    net = without_tax(amount, rate=rate) if gross_basis else amount
    return (gross, net) if shows_tax() else (net, gross)


def quote_view(quote: PriceQuote, *, gross_basis: bool) -> PriceView:
    """A resolved price."""
    return price_view(quote.unit, gross_basis=gross_basis, rate=quote.rate, compare_at=quote.compare_at)


def stock_view(stock: Available, *, kind: str = "") -> AvailabilityView:
    """Stock in words; few left are counted. What has no stock says how it is handed over: `kind` is that of the product."""
    if stock.is_endless:
        return availability_view("download" if kind == ProductKind.DIGITAL else "endless")
    if stock.code == "low_stock":
        return AvailabilityView("low_stock", _("Only %(count)s left") % {"count": stock.quantity})
    return availability_view(stock.code)


def availability_view(code: str) -> AvailabilityView:
    """A state of stock in words. What is not counted looks as what is in stock does."""
    return AvailabilityView("in_stock" if code in UNCOUNTED else code, str(LABELS[code]))
