"""Wishes as templates want them: with the price and the stock of this moment."""

from collections.abc import Sequence

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.catalogue.models import ProductCopy, Variant, VariantValue
from commerce.catalogue.selectors import copies_in_language
from commerce.stock.selectors import NOTHING, Available, availability
from commerce.storefront.cards import is_gross
from commerce.storefront.carts import own_pictures
from commerce.storefront.links import active_language, product_url
from commerce.storefront.lists.values import ListLink, ListView, WishView
from commerce.storefront.prices import quote_view, stock_view
from commerce.storefront.values import AvailabilityView
from commerce.wishlists.models import WishList, WishListItem
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, resolve_prices
from sites.content.pictures import Picture
from sites.tenants.context import current_store


def list_view(wish_list: WishList, request: HttpRequest) -> ListView:
    """The list as its holder sees it. A fixed number of queries."""
    wishes = wish_views(list(wish_list.items.all()))
    return ListView(
        id=wish_list.pk,
        title=wish_list.title,
        url=reverse("list", args=[wish_list.pk]),
        share_url=share_url(wish_list, request),
        wishes=wishes,
        can_buy=any(wish.can_buy for wish in wishes),
    )


def share_url(wish_list: WishList, request: HttpRequest) -> str:
    """The full address under which others read the list; nothing while it is not shared."""
    if not wish_list.share_token:
        return ""
    return request.build_absolute_uri(reverse("list-shared", args=[wish_list.share_token]))


def list_links(lists: Sequence[WishList], *, current: int = 0, holding: frozenset[int] = frozenset()) -> list[ListLink]:
    """Links to lists that were read with their number of wishes."""
    return [
        ListLink(
            id=row.pk,
            title=row.title,
            count=row.wishes,  # type: ignore[attr-defined]
            url=reverse("list", args=[row.pk]),
            current=row.pk == current,
            holds=row.pk in holding,
        )
        for row in lists
    ]


def wish_views(items: Sequence[WishListItem]) -> list[WishView]:
    """These wishes, priced for anyone in their quantities. A fixed number of queries, none for no wishes."""
    if not items:
        return []
    values = Prefetch("values", VariantValue.objects.select_related("attribute", "choice"))
    ids = [item.variant_id for item in items]
    variants = Variant.objects.select_related("product").prefetch_related(values).in_bulk(ids)
    copies = copies_in_language({variant.product_id for variant in variants.values()}, active_language())
    pictures, stocks, currency = own_pictures(variants), availability(ids), current_store().currency
    classes = {pk: variant.product.tax_class for pk, variant in variants.items()}
    wanted = [Wanted(item.variant_id, max(item.quantity, variants[item.variant_id].min_quantity)) for item in items]
    quotes = resolve_prices(wanted, buyer=anyone(), at=timezone.now(), currency=currency, tax_classes=classes)
    gross = is_gross(currency)
    views = []
    for item in items:
        variant, quote = variants[item.variant_id], quotes[item.variant_id]
        views.append(
            wish_view(
                item,
                variant,
                copies.get(variant.product_id),
                picture=pictures.get(variant.pk),
                quote=quote if isinstance(quote, PriceQuote) else None,
                stock=stocks.get(variant.pk, NOTHING),
                gross=gross,
            )
        )
    return views


def wish_view(
    item: WishListItem,
    variant: Variant,
    copy: ProductCopy | None,
    *,
    picture: Picture | None,
    quote: PriceQuote | None,
    stock: Available,
    gross: bool,
) -> WishView:
    """One wish; what is not sold any more stays in the list and says so."""
    product = variant.product
    is_seen = copy is not None and product.is_visible and variant.is_active
    is_sold = is_seen and product.is_sold and quote is not None
    return WishView(
        id=item.pk,
        variant_id=variant.pk,
        product_id=product.pk,
        name=copy.name if copy else product.name,
        sku=variant.sku,
        options=variant.label(),
        url=f"{product_url(copy.slug)}?variant={variant.pk}" if copy and is_seen else "",
        picture=picture,
        price=quote_view(quote, gross_basis=gross) if quote and is_seen else None,
        availability=stock_view(stock, kind=product.kind) if is_sold else AvailabilityView("out_of_stock", _("Not for sale")),
        quantity=item.quantity,
        note=item.note,
        can_buy=is_sold and stock.covers(variant.min_quantity),
        is_sold=is_sold,
        notice=notice(variant, stock, is_seen=is_seen, is_priced=quote is not None, quantity=item.quantity),
    )


def notice(variant: Variant, stock: Available, *, is_seen: bool, is_priced: bool, quantity: int) -> str:
    """What the shopper should know about a wish; mostly nothing."""
    product = variant.product
    if is_seen and product.is_awaited and product.available_from:
        date = date_format(timezone.localtime(product.available_from), "DATE_FORMAT")
        return _("Can be ordered from %(date)s.") % {"date": date}
    if not is_seen or not product.is_sold:
        return _("No longer sold.")
    if not is_priced:
        return _("This article has no price yet; please ask us.")
    if stock.covers(1) and not stock.covers(quantity):
        return _("Only %(left)s left.") % {"left": max(0, stock.quantity)}
    return ""
