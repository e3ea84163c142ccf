"""The cart as templates want it."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from commerce.cart.models import MOST, Cart
from commerce.catalogue.models import ProductImage, Variant
from commerce.catalogue.selectors import copies_in_language
from commerce.checkout.summary import Summary, SummaryLine, summarise
from commerce.storefront.links import active_language, product_url
from commerce.storefront.prices import shown, shows_tax
from commerce.storefront.values import CartLineView, CartView
from pricing.selectors import Buyer, anyone
from sites.content.pictures import THUMB_WIDTHS, Picture, pictures_by_id


def empty_cart(currency: str) -> CartView:
    """Nothing in it."""
    nothing = shown(Money(0, currency))
    return CartView([], 0, currency, nothing, "", [], "", "", nothing, "", "0", is_empty=True, is_orderable=False)


def cart_view(cart: Cart | None, currency: str, *, buyer: Buyer | None = None, notices: tuple[str, ...] = ()) -> CartView:
    """The cart priced for this buyer (default: taxed in the store's country), with a word on what changed since last seen."""
    if cart is None:
        return _with_notices(empty_cart(currency), notices)
    summary = summarise(cart=cart, buyer=buyer or anyone(), at=timezone.now())
    return summary_view(summary, notices=notices)


def summary_view(summary: Summary, *, notices: tuple[str, ...] = ()) -> CartView:
    """A priced cart, ready to show."""
    if not summary.lines:
        return _with_notices(empty_cart(summary.cart.currency), notices)
    ids = [row.line.variant_id for row in summary.lines]
    variants = Variant.objects.prefetch_related("values__attribute", "values__choice").in_bulk(ids)
    copies = copies_in_language([row.line.variant.product_id for row in summary.lines], active_language())
    pictures = own_pictures(variants)
    sums = summary.sums
    return CartView(
        lines=[_line(row, summary, variants[row.line.variant_id], copies, pictures) for row in summary.lines],
        count=sum(row.line.quantity for row in summary.lines),
        currency=summary.cart.currency,
        subtotal=shown(summary.goods),
        discount="",
        taxes=[
            (_("VAT %(rate)s %%") % {"rate": f"{tax.rate.normalize():f}"}, shown(tax.tax)) for tax in sums.taxes if tax.rate
        ],
        shipping=shipping_text(summary),
        shipping_name=str(summary.shipping or ""),
        total=shown(sums.gross),
        total_note=_("incl. VAT"),
        total_raw=str(sums.gross.amount),
        is_empty=False,
        is_orderable=summary.is_orderable,
        notices=[*notices, *cart_notices(summary)],
    )


def shipping_text(summary: Summary) -> str:
    """What delivery costs; nothing where there is none."""
    if summary.shipping is None:
        return ""
    return shown(summary.shipping_price) if summary.shipping_price else _("Free")


def cart_notices(summary: Summary) -> list[str]:
    """What the shopper should know about the cart as a whole."""
    return [] if summary.is_deliverable else [_("Nothing can be delivered at the moment. Please try again later.")]


def own_pictures(variants: Mapping[int, Variant]) -> dict[int, Picture]:
    """By variant id, small: the variant's own first picture where it has one, else its product's. A fixed number of queries."""
    products = {variant.product_id for variant in variants.values()}
    own: dict[int, int] = {}
    firsts: dict[int, int] = {}
    for row in ProductImage.objects.filter(product__in=products).order_by("sort_order", "pk").prefetch_related("variants"):
        firsts.setdefault(row.product_id, row.image_id)
        for variant in row.variants.all():
            own.setdefault(variant.pk, row.image_id)
    chosen = {pk: image for pk, v in variants.items() if (image := own.get(pk) or firsts.get(v.product_id))}
    pictures = pictures_by_id(chosen.values(), widths=THUMB_WIDTHS)
    return {pk: pictures[image_id] for pk, image_id in chosen.items() if image_id in pictures}


def _line(row: SummaryLine, summary: Summary, variant: Variant, copies: dict, pictures: dict[int, Picture]) -> CartLineView:  # type: ignore[type-arg]
    copy = copies.get(variant.product_id)
    return CartLineView(
        id=row.line.pk,
        name=copy.name if copy else row.line.variant.product.name,
        sku=variant.sku,
        url=f"{product_url(copy.slug)}?variant={variant.pk}" if copy else "",
        options=variant.label(),
        picture=pictures.get(variant.pk),
        unit=shown(row.quote.unit) if row.quote else "",
        unit_note=(_("incl. VAT") if summary.gross_basis else _("excl. VAT"))
        if shows_tax() != summary.gross_basis or not shows_tax()
        else "",
        quantity=row.line.quantity,
        max_quantity=MOST if row.stock.backorder else max(0, min(MOST, row.stock.quantity)),
        total=shown(summary.total_of(row)) if row.quote and row.sold else "",
        notices=line_notices(row, summary.cart.currency),
    )


def line_notices(row: SummaryLine, currency: str) -> list[str]:
    """What the shopper should know about a line before ordering."""
    if not row.sold or row.quote is None:
        return [_("No longer for sale. Please remove it.")]
    notices = []
    if not row.stock.covers(row.line.quantity):
        left = max(0, row.stock.quantity)
        notices.append(
            _("Only %(left)s left. Please change the quantity.") % {"left": left}
            if left
            else _("Out of stock. Please remove it.")
        )
    if row.price_changed:
        before = shown(Money(row.seen_unit, currency))
        notices.append(_("The price changed from %(before)s to %(now)s.") % {"before": before, "now": shown(row.quote.unit)})
    return notices


def _with_notices(view: CartView, notices: tuple[str, ...]) -> CartView:
    view.notices.extend(notices)
    return view
