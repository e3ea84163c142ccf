"""One variant on a screen of its own: its options, what it measures, and which pictures of the product show it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.backoffice.variants.generate import CHANGE, option_attributes
from commerce.backoffice.variants.one_form import OneVariantForm
from commerce.backoffice.variants.saving import save_variant
from commerce.catalogue.journey import journey
from commerce.catalogue.models import Product, Variant


def edit_variant(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; what is typed stays on the screen where something is wrong. Live at once: these are facts."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    variants = Variant.objects.select_related("product__product_type").prefetch_related("values__choice", "values__attribute")
    variant = get_object_or_404(variants, pk=pk)
    images = list(variant.product.images.select_related("image"))
    form = OneVariantForm(request.POST or None, variant=variant, attributes=option_attributes(variant.product), images=images)
    if request.method == "POST" and form.is_valid():
        save_variant(variant=variant, facts=form.facts(), options=form.options(), pictures=form.cleaned_data["pictures"])
        messages.success(request, _("%(sku)s is saved.") % {"sku": variant.sku})
        return redirect("edit-variant", variant.pk)
    context = {
        "variant": variant,
        "product": variant.product,
        "form": form,
        "images": [(str(row.pk), row.image, row.pk in form.chosen_pictures()) for row in images],
        "others": [value for value in variant.values.all() if f"option_{value.attribute_id}" not in form.fields],
        **neighbours(variant),
        "journey": journey(variant.product, None, by=request.user),
        "grid_url": reverse("prices-and-stock", args=[variant.product_id]),
        "product_url": reverse(Product.snippet_viewset.get_url_name("edit"), args=[variant.product_id]),
    }
    return render(request, "backoffice/variants/one.html", context, status=422 if form.errors else 200)


def neighbours(variant: Variant) -> dict[str, Any]:
    """The variants before and after it, and its place among them. One query."""
    order = list(Variant.objects.filter(product=variant.product_id).values_list("pk", "sku"))
    place = [pk for pk, _sku in order].index(variant.pk)
    return {
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
        "place": place + 1,
        "count": len(order),
    }
