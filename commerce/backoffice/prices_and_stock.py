"""Prices and stock of a product's variants, on one screen. Live at once: they are facts, not drafts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.catalogue.models import Product, Variant
from commerce.catalogue.panels import journey
from commerce.stock.models import StockItem
from commerce.stock.services import ensure_location, set_on_hand
from pricing.models import Price, PriceList
from pricing.services import ensure_base_list, set_price
from sites.tenants.context import current_store

MOST = 10_000_000


class VariantForm(forms.Form):
    """One variant. What counts as changed is what differs from what the person saw, not from what is so by now: a sale in
    the meantime must not be undone by saving a price.
    """

    variant = forms.IntegerField(widget=forms.HiddenInput)
    price = forms.DecimalField(
        label=gettext_lazy("Price"), min_value=0, max_digits=14, decimal_places=6, required=False, show_hidden_initial=True
    )
    compare_at = forms.DecimalField(
        label=gettext_lazy("Former price"),
        min_value=0,
        max_digits=14,
        decimal_places=6,
        required=False,
        show_hidden_initial=True,
    )
    on_hand = forms.IntegerField(label=gettext_lazy("On hand"), min_value=-MOST, max_value=MOST, show_hidden_initial=True)
    backorder = forms.BooleanField(label=gettext_lazy("Sold when out of stock"), required=False, show_hidden_initial=True)

    def clean(self) -> dict[str, Any]:
        """A price is changed, not emptied; a former price stands beside a price."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "price" in cleaned and cleaned["price"] is None and not self.errors.get("price"):
            if "price" in self.changed_data:
                self.add_error("price", _("Write a price. To stop selling this variant, switch it off on the product."))
            elif cleaned.get("compare_at") is not None:
                self.add_error("price", _("Write a price beside the former one."))
        return cleaned


VariantForms = formset_factory(VariantForm, extra=0)


def prices_and_stock(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid; a POST sets what has changed, all of it or nothing."""
    if not request.user.has_perms(["pricing.change_price", "stock.change_stockitem"]):
        raise PermissionDenied
    product = get_object_or_404(Product, pk=pk)
    variants = list(product.variants.prefetch_related("values__choice"))
    price_list = base_list()
    forms_ = VariantForms(request.POST or None, initial=initial(variants, price_list))
    if request.method == "POST" and forms_.is_valid():
        save(forms_, {variant.pk: variant for variant in variants}, price_list)
        messages.success(request, _("Prices and stock of %(product)s are saved.") % {"product": product})
        return redirect("prices-and-stock", product.pk)
    context = {
        "product": product,
        "forms": forms_,
        "rows": list(zip(variants, forms_, strict=False)),
        "price_list": price_list,
        "journey": [*journey(product, None)][:-1],
    }
    return render(request, "backoffice/prices_and_stock.html", context, status=422 if request.method == "POST" else 200)


def base_list() -> PriceList:
    """The base list of the store's currency."""
    store = current_store()
    basis = PriceList.Basis.GROSS if store.tax_display == store.Tax.INCLUDED else PriceList.Basis.NET
    return ensure_base_list(currency=store.currency, basis=basis)


def initial(variants: list[Variant], price_list: PriceList) -> list[dict[str, Any]]:
    """What is so now."""
    prices = {
        price.variant_id: price for price in Price.objects.filter(price_list=price_list, variant__in=variants, min_quantity=1)
    }
    stock = {item.variant_id: item for item in StockItem.objects.filter(variant__in=variants, location=ensure_location())}
    rows = []
    for variant in variants:
        price, item = prices.get(variant.pk), stock.get(variant.pk)
        rows.append(
            {
                "variant": variant.pk,
                "price": plain(price.amount) if price else None,
                "compare_at": plain(price.compare_at) if price and price.compare_at is not None else None,
                "on_hand": item.on_hand if item else 0,
                "backorder": item.backorder if item else False,
            }
        )
    return rows


def plain(amount: Decimal) -> Decimal:
    """The amount without needless zeros, but with two places: 45.000000 -> 45.00."""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return amount.quantize(Decimal(1).scaleb(-places))


@transaction.atomic
def save(forms_: BaseFormSet, variants: dict[int, Variant], price_list: PriceList) -> None:
    """Set the prices and count the stock that were changed."""
    for form in forms_:
        variant, typed, changed = variants.get(form.cleaned_data["variant"]), form.cleaned_data, set(form.changed_data)
        if variant is None:
            continue
        if changed & {"price", "compare_at"} and typed["price"] is not None:
            set_price(price_list=price_list, variant=variant, amount=typed["price"], compare_at=typed["compare_at"])
        if "on_hand" in changed:
            set_on_hand(variant=variant, quantity=typed["on_hand"], backorder=typed["backorder"])
        elif "backorder" in changed:
            set_on_hand(variant=variant, quantity=on_hand_now(variant), backorder=typed["backorder"])


def on_hand_now(variant: Variant) -> int:
    """How many there are at the main location at this moment."""
    found = StockItem.objects.filter(variant=variant, location=ensure_location()).values_list("on_hand", flat=True).first()
    return found or 0
