"""Placing the products of a category by hand: those with a place stand first, in this order; the rest follow."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.catalogue.models import CategoryPage, ProductPlacement
from commerce.kernel.events import ProductsChanged, publish

MOST = 1000


@transaction.atomic
def place_by_hand(*, category: CategoryPage, product_ids: Sequence[int]) -> int:
    """These products stand first in the category, in this order; all others of it are not placed by hand any more.

    Ids that are not in the category are passed over. How many places changed. Two queries, and one event.
    """
    places = ProductPlacement.objects.select_for_update().filter(category__translation_key=category.translation_key)
    wanted = {pk: rank for rank, pk in enumerate(dict.fromkeys(product_ids), start=1)}
    changed = []
    for place in places.order_by("pk"):
        rank = wanted.get(place.product_id, 0)
        if place.rank != rank:
            place.rank = rank
            changed.append(place)
    ProductPlacement.objects.bulk_update(changed, ["rank"], batch_size=500)
    if changed:
        publish(ProductsChanged(frozenset(place.product_id for place in changed)))
    return len(changed)


def order_products(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen: a place number for each product of the category (empty: none), saved in one go."""
    if not request.user.has_perm("catalogue.change_product"):
        raise PermissionDenied
    category = get_object_or_404(CategoryPage, pk=pk)
    placements = list(placed(category))
    if request.method == "POST":
        typed = {place.product_id: request.POST.get(f"place-{place.product_id}", "").strip() for place in placements}
        wrong = {product: text for product, text in typed.items() if text and not (text.isdecimal() and len(text) < 6)}
        if not wrong:
            order = sorted((int(text), position, pk_) for position, (pk_, text) in enumerate(typed.items()) if text.strip("0"))
            count = place_by_hand(category=category, product_ids=[pk_ for _rank, _position, pk_ in order])
            said = _("The order of %(category)s is saved.") if count else _("The order of %(category)s stays as it was.")
            messages.success(request, said % {"category": category})
            return redirect("order-products", category.pk)
        rows = [(place, typed[place.product_id], place.product_id in wrong) for place in placements]
    else:
        rows = [(place, str(place.rank) if place.rank else "", False) for place in placements]
    context = {"category": category, "rows": rows, "has_errors": any(wrong for _place, _text, wrong in rows)}
    return render(request, "backoffice/order_products.html", context, status=422 if context["has_errors"] else 200)


def placed(category: CategoryPage) -> Sequence[ProductPlacement]:
    """The places of a category, each product once: those with a rank first. Placed in any language's page."""
    rows = ProductPlacement.objects.filter(category__translation_key=category.translation_key)
    rows = rows.select_related("product").prefetch_related("product__variants")
    by_product: dict[int, ProductPlacement] = {}
    for place in sorted(rows, key=place_of):
        by_product.setdefault(place.product_id, place)
    return list(by_product.values())[:MOST]


def place_of(row: ProductPlacement) -> tuple[bool, int, float]:
    """By hand first, then the newest, as the shop shows them."""
    since = row.product.live_since or row.product.created_at
    return row.rank == 0, row.rank, -since.timestamp()
