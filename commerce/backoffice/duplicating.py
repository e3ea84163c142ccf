"""Duplicating a product, prices included: the catalogue does not know them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.catalogue.duplicate import duplicate_product
from commerce.catalogue.models import Product
from commerce.storefront.quiet import quiet_shelf
from pricing.models import Price
from pricing.services import set_price


def duplicate_with_prices(*, product: Product) -> Product:
    """A draft like the product, with its prices in every list and no stock. Drafts are not on the shelf: it stays as it is."""
    with quiet_shelf(), transaction.atomic():
        made = duplicate_product(product=product)
        for price in Price.objects.filter(variant__in=made.variants).select_related("price_list").order_by("pk"):
            set_price(
                price_list=price.price_list,
                variant=made.variants[price.variant_id],
                amount=price.amount,
                min_quantity=price.min_quantity,
                compare_at=price.compare_at,
            )
    return made.product


def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; a POST duplicates and leads to the new product."""
    if not request.user.has_perm("catalogue.add_product"):
        raise PermissionDenied
    product = get_object_or_404(Product, pk=pk)
    if request.method != "POST":
        return render(request, "backoffice/duplicate_product.html", {"product": product})
    new = duplicate_with_prices(product=product)
    messages.success(request, _("This is a copy of %(product)s: a draft, without stock.") % {"product": product})
    return redirect(reverse(Product.snippet_viewset.get_url_name("edit"), args=[new.pk]))
