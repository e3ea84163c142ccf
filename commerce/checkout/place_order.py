"""The verb that makes an order of a cart. Worked example: docs/orders.md."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.cart.models import Cart
from commerce.catalogue.models import ProductCopy, Variant
from commerce.catalogue.selectors import copies_in_language
from commerce.catalogue.states import ProductKind
from commerce.checkout.summary import SHIPPING, Summary, summarise
from commerce.kernel.events import OrderPlaced, publish
from commerce.orders.models import Order, OrderLine, OrderLinePart
from commerce.orders.services import assign_number, complete_if_done, holder_of, remember
from commerce.orders.states import FulfilmentState
from commerce.payments.services import payment_state
from commerce.stock.recipes import Recipe, recipes
from commerce.stock.services import OutOfStock, reserve
from pricing.arithmetic.totals import LineTotal
from pricing.selectors import Buyer


@dataclass(frozen=True, slots=True)
class Placing:
    """Who buys and where it goes, as checked by the checkout form. Country is an ISO code."""

    email: str
    full_name: str
    line1: str
    city: str
    postcode: str
    country: str
    company: str = ""
    phone: str = ""
    line2: str = ""
    region: str = ""
    note: str = ""


class CartChanged(Exception):
    """What the shopper saw is not what it would be now; nothing was ordered. `changes` says what, for the shopper."""

    def __init__(self, changes: list[str]) -> None:
        self.changes = changes
        super().__init__("; ".join(changes))


@transaction.atomic
def place_order(*, cart: Cart, placing: Placing, seen_total: Decimal, provider: str, language: str, at: datetime) -> Order:
    """Make the order of a cart, once.

    Lock the cart; if it was ordered already, answer that order (a double submit). Price it again; when the total with tax is
    not the one the shopper saw, or a line cannot be bought any more, raise CartChanged. Reserve stock, freeze lines, prices,
    tax and address. The confirmation leaves after the commit. Bundles are written down with their parts, and those parts are
    what is reserved. An order with nothing to pay and nothing to send is complete at once.
    """
    cart = Cart.objects.select_for_update().get(pk=cart.pk)
    if existing := Order.objects.filter(cart=cart).first():
        return existing
    buyer = Buyer(country=placing.country)
    summary = summarise(cart=cart, buyer=buyer, at=at)
    refuse_changes(summary, seen_total)
    order = freeze_order(summary, placing=placing, provider=provider, language=language, at=at)
    found = recipes(row.line.variant_id for row in summary.lines)
    freeze_parts(order, found, language)
    reserve_stock(summary, order, found)
    cart.status = Cart.Status.ORDERED
    cart.save(update_fields=["status"])
    remember(order=order, kind="placed", at=at)
    complete_if_done(order=order, at=at)
    publish(OrderPlaced(order.pk))
    return order


def refuse_changes(summary: Summary, seen_total: Decimal) -> None:
    """Raise CartChanged unless all can be bought at the total that was shown."""
    changes = [
        _("%(sku)s is no longer for sale.") % {"sku": row.line.variant.sku}
        if not row.sold or row.quote is None
        else _("Only %(left)s of %(sku)s are left.") % {"left": max(0, row.stock.quantity), "sku": row.line.variant.sku}
        for row in summary.lines
        if not row.can_be_bought
    ]
    if not summary.lines:
        changes.append(_("Your cart is empty."))
    if not summary.is_deliverable:
        changes.append(_("Nothing can be delivered at the moment. Please try again later."))
    if not changes and summary.sums.gross.amount != seen_total:
        changes.append(_("The total has changed. Please look at it again before you order."))
    if changes:
        raise CartChanged(changes)


def reserve_stock(summary: Summary, order: Order, found: Mapping[int, Recipe]) -> None:
    """Promise the goods to the order, bundles by their parts. Raises CartChanged when someone else was quicker."""
    demand: dict[int, int] = defaultdict(int)
    for row in summary.lines:
        demand[row.line.variant_id] += row.line.quantity
    try:
        reserve(demand=demand, holder=holder_of(order), known=found)
    except OutOfStock as short:
        skus = dict(Variant.objects.filter(pk__in=[s.variant_id for s in short.shortages]).values_list("pk", "sku"))
        raise CartChanged(
            [
                _("Only %(left)s of %(sku)s are left.") % {"left": s.available, "sku": skus[s.variant_id]}
                for s in short.shortages
            ]
        ) from short


def freeze_order(summary: Summary, *, placing: Placing, provider: str, language: str, at: datetime) -> Order:
    """Write the order with everything the shopper agreed to."""
    parts = {part.key: part for part in summary.sums.lines}
    shipping = parts[SHIPPING]
    order = Order.objects.create(
        cart=summary.cart,
        placed_at=at,
        language=language,
        **asdict(placing),
        currency=summary.cart.currency,
        prices_gross=summary.gross_basis,
        net=summary.sums.net.amount,
        tax=summary.sums.tax.amount,
        gross=summary.sums.gross.amount,
        fulfilment_state=FulfilmentState.UNFULFILLED if summary.needs_shipping else FulfilmentState.NOT_NEEDED,
        shipping_name=str(summary.shipping or ""),
        shipping_net=shipping.net.amount,
        shipping_tax=shipping.tax.amount,
        shipping_gross=shipping.gross.amount,
        taxes=[{"rate": str(tax.rate), "net": str(tax.net.amount), "tax": str(tax.tax.amount)} for tax in summary.sums.taxes],
        payment_provider=provider,
        payment_state=payment_state(paid=Decimal(0), due=summary.sums.gross.amount),
    )
    assign_number(order)
    copies = copies_in_language([row.line.variant.product_id for row in summary.lines], language)
    OrderLine.objects.bulk_create(frozen_lines(summary, order, parts, copies))
    return order


def freeze_parts(order: Order, found: Mapping[int, Recipe], language: str) -> None:
    """Write down what each bundle of the order is made of, with names in the shopper's language: this is what will be
    packed and handed over, whatever becomes of the bundle later.
    """
    bundles = [line for line in order.lines.all() if line.kind == ProductKind.BUNDLE]
    ids = {part for line in bundles for part, _each in parts_in(found[line.variant_id])}
    if not ids:
        return
    variants = Variant.objects.select_related("product").in_bulk(ids)
    copies = copies_in_language([variant.product_id for variant in variants.values()], language)
    OrderLinePart.objects.bulk_create(
        OrderLinePart(
            line=line,
            variant_id=part,
            sku=variants[part].sku,
            name=copy.name if (copy := copies.get(variants[part].product_id)) else variants[part].product.name,
            kind=variants[part].product.kind,
            quantity=each,
        )
        for line in bundles
        for part, each in parts_in(found[line.variant_id])
    )


def parts_in(recipe: Recipe) -> tuple[tuple[int, int], ...]:
    """All that is in a bundle, what is packed first: (variant id, quantity)."""
    return (*recipe.takes, *recipe.brings)


def frozen_lines(
    summary: Summary, order: Order, parts: dict[str, LineTotal], copies: dict[int, ProductCopy]
) -> list[OrderLine]:
    """The lines of the order, with names and options in the shopper's language."""
    variants = Variant.objects.prefetch_related("values__attribute", "values__choice").in_bulk(
        [row.line.variant_id for row in summary.lines]
    )
    lines = []
    for row in summary.lines:
        if row.quote is None:
            continue
        part = parts[str(row.line.pk)]
        variant = variants[row.line.variant_id]
        copy = copies.get(variant.product_id)
        lines.append(
            OrderLine(
                order=order,
                variant=variant,
                kind=row.line.variant.product.kind,
                sku=variant.sku,
                name=copy.name if copy else row.line.variant.product.name,
                options=variant.label()[:200],
                quantity=row.line.quantity,
                unit=row.quote.unit.amount,
                rate=row.quote.rate,
                net=part.net.amount,
                tax=part.tax.amount,
                gross=part.gross.amount,
                price_list_id=row.quote.list_id,
                price_id=row.quote.price_id,
            )
        )
    return lines
