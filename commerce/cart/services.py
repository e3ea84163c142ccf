"""What a shopper does with a cart."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.cart.models import MOST, Cart, CartLine, end_of_life
from commerce.catalogue.models import Variant
from commerce.stock.selectors import NOTHING, availability
from pricing.arithmetic.resolution import NoPrice
from pricing.selectors import Wanted, anyone, resolve_prices
from sites.tenants.context import current_store

KEEP_EXPIRED = timedelta(days=30)


class CartRefused(Exception):
    """The cart did not change. `message` tells the shopper why, `available` how many could be had where that is why."""

    def __init__(self, message: str, *, available: int | None = None) -> None:
        self.message, self.available = message, available
        super().__init__(message)


def find_cart(token: str | None) -> Cart | None:
    """The open cart of that token; None when there is none, it was ordered, it has expired, or the store has changed its
    currency since.
    """
    if not token:
        return None
    currency = current_store().currency
    return Cart.objects.filter(token=token, status=Cart.Status.OPEN, currency=currency, expires_at__gt=timezone.now()).first()


def lock_cart(cart: Cart) -> Cart:
    """The cart, read again and locked until the transaction ends. Raises CartRefused when it was ordered meanwhile."""
    locked = Cart.objects.select_for_update().get(pk=cart.pk)
    if locked.status != Cart.Status.OPEN:
        raise CartRefused(_("This cart was ordered already. Please start a new one."))
    return locked


def new_cart(*, currency: str) -> Cart:
    """An empty cart."""
    return Cart.objects.create(currency=currency)


@transaction.atomic
def add_to_cart(*, cart: Cart, variant_id: int, quantity: int) -> CartLine:
    """Put so many more into the cart. Raises CartRefused, and nothing is added."""
    variant = sold_variant(variant_id)
    cart = lock_cart(cart)
    line = CartLine.objects.filter(cart=cart, variant=variant).first() or CartLine(cart=cart, variant=variant, quantity=0)
    check_quantity(variant=variant, quantity=quantity, already=line.quantity)
    line.quantity += quantity
    line.seen_unit = unit_price(cart=cart, variant=variant, quantity=line.quantity)
    line.save()
    touch(cart)
    return line


def sold_variant(variant_id: int) -> Variant:
    """The variant of that id. Raises CartRefused for what cannot be bought now: gone, switched off, or not launched yet."""
    variant = Variant.objects.select_related("product").filter(pk=variant_id).first()
    if variant is not None and variant.is_active and variant.product.is_sold:
        return variant
    begins = variant.product.available_from if variant and variant.product.is_awaited else None
    if begins is not None:
        raise CartRefused(_("This product can be ordered from %(date)s.") % {"date": date_format(timezone.localtime(begins))})
    raise CartRefused(_("This product is no longer for sale."))


@transaction.atomic
def change_quantity(*, cart: Cart, line_id: int, quantity: int) -> None:
    """Have so many of a line; 0 removes it. A line that is not in this cart is left alone. Raises CartRefused."""
    cart = lock_cart(cart)
    line = CartLine.objects.select_related("variant__product").filter(cart=cart, pk=line_id).first()
    if line is None or quantity == line.quantity:
        return
    if quantity == 0:
        line.delete()
    else:
        check_quantity(variant=line.variant, quantity=quantity, already=0)
        line.quantity = quantity
        line.seen_unit = unit_price(cart=cart, variant=line.variant, quantity=quantity)
        line.save(update_fields=["quantity", "seen_unit"])
    touch(cart)


@transaction.atomic
def remove_line(*, cart: Cart, line_id: int) -> None:
    """Take a line out of the cart. Raises CartRefused for a cart that was ordered."""
    lock_cart(cart)
    CartLine.objects.filter(cart=cart, pk=line_id).delete()


def check_quantity(*, variant: Variant, quantity: int, already: int) -> None:
    """Raise CartRefused unless so many more can be bought."""
    if quantity < 1:
        raise CartRefused(_("Choose a quantity of at least 1."))
    wanted = already + quantity
    if wanted > MOST:
        raise CartRefused(_("At most %(most)s of one article can be ordered here; please ask us for a quote.") % {"most": MOST})
    if wanted < variant.min_quantity:
        raise CartRefused(_("This article is sold from %(least)s pieces.") % {"least": variant.min_quantity})
    stock = availability([variant.pk]).get(variant.pk, NOTHING)
    if not stock.covers(wanted):
        left = max(0, stock.quantity)
        if not left:
            raise CartRefused(_("This article is out of stock."), available=0)
        if already:
            message = _("Only %(left)s are left, and %(already)s are in your cart already.") % {
                "left": left,
                "already": already,
            }
        else:
            message = _("Only %(left)s are left.") % {"left": left}
        raise CartRefused(message, available=left)


def unit_price(*, cart: Cart, variant: Variant, quantity: int) -> Decimal:
    """What one costs now, as the base list says. Raises CartRefused for a variant without a price."""
    quote = resolve_prices([Wanted(variant.pk, quantity)], buyer=anyone(), at=timezone.now(), currency=cart.currency)[
        variant.pk
    ]
    if isinstance(quote, NoPrice):
        raise CartRefused(_("This article has no price yet; please ask us."))
    return quote.unit.amount


def accept_prices(*, cart: Cart, units: dict[int, Decimal]) -> None:
    """The shopper has now been shown these unit prices (by variant id)."""
    for line in cart.lines.all():
        seen = units.get(line.variant_id)
        if seen is not None and seen != line.seen_unit:
            CartLine.objects.filter(pk=line.pk).update(seen_unit=seen)


def touch(cart: Cart) -> None:
    """Let the cart live on from now."""
    Cart.objects.filter(pk=cart.pk).update(expires_at=end_of_life())


def purge_expired_carts() -> int:
    """Delete open carts a month after they expired; how many."""
    return Cart.objects.filter(status=Cart.Status.OPEN, expires_at__lt=timezone.now() - KEEP_EXPIRED).delete()[0]
