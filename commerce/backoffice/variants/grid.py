"""The grid of a product's variants: SKUs, prices, stock, on one screen. Live at once: they are facts, not drafts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.backoffice.variants.rows import VariantForms, has_stock
from commerce.backoffice.variants.saving import base_list, initial, save_grid
from commerce.catalogue.journey import journey
from commerce.catalogue.models import Product, Variant
from pricing.models import PriceList

# With 12 inputs a line this stays below what one request may carry (DATA_UPLOAD_MAX_NUMBER_FIELDS).
A_PAGE = 500
PERMISSIONS = ("pricing.change_price", "stock.change_stockitem", "catalogue.change_variant")


def prices_and_stock(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid; a POST sets what has changed, all of it or nothing."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    product = get_object_or_404(Product.objects.select_related("product_type"), pk=pk)
    page = Paginator(variants_of(product), A_PAGE).get_page(request.GET.get("p"))
    variants = list(page.object_list)
    price_list = base_list()
    forms = VariantForms(
        request.POST or None, initial=initial(variants, price_list), form_kwargs={"has_stock": has_stock(product.kind)}
    )
    if request.method == "POST" and forms.is_valid():
        save_grid(product=product, forms=forms.forms, price_list=price_list)
        messages.success(request, _("Prices and stock of %(product)s are saved.") % {"product": product})
        return redirect(f"{reverse('prices-and-stock', args=[product.pk])}?p={page.number}")
    steps = [step for step in journey(product, None, by=request.user) if "prices-and-stock" not in step[0]]
    context = screen(product, variants, forms, price_list) | {"page": page, "journey": steps}
    return render(request, "backoffice/variants/grid.html", context, status=422 if request.method == "POST" else 200)


def variants_of(product: Product) -> Any:
    """Its variants with their options, in their order."""
    return Variant.objects.filter(product=product).prefetch_related("values__choice", "values__attribute")


def screen(product: Product, variants: list[Variant], forms: Any, price_list: PriceList) -> dict[str, Any]:
    """What the template shows."""
    by_id = {str(variant.pk): variant for variant in variants}
    lines = [(by_id[str(form["variant"].value())], form) for form in forms if str(form["variant"].value()) in by_id]
    return {
        "product": product,
        "forms": forms,
        "lines": lines,
        "columns": [field.label for field in forms[0].cells()] if len(forms) else [],
        "has_options": any(variant.values.all() for variant in variants),
        "price_list": price_list,
        "wrong": sum(len(form.errors) for form in forms) if forms.is_bound else 0,
        "generate_url": reverse("generate-variants", args=[product.pk]),
    }
