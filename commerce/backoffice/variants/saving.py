"""Reading what the grid shows, and saving it: all of it or nothing, by the verbs of each floor."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from commerce.backoffice.variants.rows import FACTS, VariantForm, amount_as_typed, weight_as_typed
from commerce.catalogue.history import record_change
from commerce.catalogue.models import Product, Variant, VariantValue
from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import StockItem
from commerce.stock.services import ensure_location, set_on_hand
from commerce.storefront.quiet import quiet_shelf
from pricing.models import Price, PriceList
from pricing.services import ensure_base_list, set_price
from sites.tenants.context import current_store

RECORDED = {"sku": "sku", "is_active": "active"}


def base_list() -> PriceList:
    """The base list of the store's currency."""
    store = current_store()
    basis = PriceList.Basis.GROSS if store.tax_display == store.Tax.INCLUDED else PriceList.Basis.NET
    return ensure_base_list(currency=store.currency, basis=basis)


def initial(variants: Sequence[Variant], price_list: PriceList) -> list[dict[str, Any]]:
    """What is so now, a line a variant. Three queries."""
    prices = {
        price.variant_id: price for price in Price.objects.filter(price_list=price_list, variant__in=variants, min_quantity=1)
    }
    stock = {item.variant_id: item for item in StockItem.objects.filter(variant__in=variants, location=ensure_location())}
    currency = price_list.currency
    return [line(variant, prices.get(variant.pk), stock.get(variant.pk), currency=currency) for variant in variants]


def line(variant: Variant, price: Price | None, item: StockItem | None, *, currency: str) -> dict[str, Any]:
    """One variant as it is typed, and the same as `seen`; prices with the places of `currency`."""
    shown = {
        "sku": variant.sku,
        "gtin": variant.gtin,
        "mpn": variant.mpn,
        "price": amount_as_typed(price.amount if price else None, currency),
        "compare_at": amount_as_typed(price.compare_at if price else None, currency),
        "on_hand": str(item.on_hand) if item else "0",
        "backorder": bool(item and item.backorder),
        "weight": weight_as_typed(variant.weight),
        "min_quantity": str(variant.min_quantity),
        "is_active": variant.is_active,
    }
    return {"variant": variant.pk, "seen": json.dumps(shown), **shown}


def save_grid(*, product: Product, forms: Sequence[VariantForm], price_list: PriceList) -> int:
    """Save every line that was changed; how many were. Lines of another product's variants are passed over.

    The shelf is made again once, not for each cell.
    """
    with quiet_shelf(), transaction.atomic():
        variants = {variant.pk: variant for variant in product.variants.select_for_update().order_by("pk")}
        lines = [
            (variants[form.cleaned_data["variant"]], form.cleaned_data, changes)
            for form in forms
            if form.cleaned_data["variant"] in variants and (changes := form.changes())
        ]
        save_facts(product, lines)
        for variant, typed, changes in lines:
            if changes & {"price", "compare_at"} and typed["price"] is not None:
                set_price(price_list=price_list, variant=variant, amount=typed["price"], compare_at=typed["compare_at"])
            if "on_hand" in changes:
                set_on_hand(variant=variant, quantity=typed["on_hand"], backorder=typed["backorder"])
            elif "backorder" in changes:
                set_on_hand(variant=variant, quantity=on_hand_now(variant), backorder=typed["backorder"])
    if lines:
        publish(ProductsChanged(frozenset({product.pk})))
    return len(lines)


def save_facts(product: Product, lines: Sequence[tuple[Variant, dict[str, Any], set[str]]]) -> None:
    """SKUs and the other facts of variants. SKUs may change places: each first gets one that nobody has."""
    renamed = [variant for variant, _typed, changes in lines if "sku" in changes]
    before = {variant.pk: (variant.sku, variant.is_active) for variant, _typed, _changes in lines}
    for variant in renamed:
        Variant.objects.filter(pk=variant.pk).update(sku=f"\x7f{variant.pk}")
    for variant, typed, changes in lines:
        facts = [name for name in FACTS if name in changes]
        if not facts:
            continue
        for name in facts:
            setattr(variant, name, typed[name])
        variant.save(update_fields=facts)
        was = dict(zip(RECORDED, before[variant.pk], strict=True))
        for name in RECORDED.keys() & set(facts):
            record_change(product=product, fact=RECORDED[name], before=was[name], after=typed[name], sku=variant.sku)


def on_hand_now(variant: Variant) -> int:
    """How many there are at the main location at this moment."""
    found = StockItem.objects.filter(variant=variant, location=ensure_location()).values_list("on_hand", flat=True).first()
    return found or 0


@transaction.atomic
def save_variant(
    *, variant: Variant, facts: Mapping[str, Any], options: Mapping[int, int | None], pictures: Sequence[int]
) -> None:
    """One variant is this from now on: its facts by column, its options (attribute id -> choice id, None: none), the pictures
    of its product that show it. SKU, activity and options are written into the history; the shelf is made again once.

    Raises ValidationError where a fact is not what it must be. Pictures of other products are passed over.
    """
    with quiet_shelf():
        locked = Variant.objects.select_for_update().get(pk=variant.pk)
        before = (locked.sku, locked.is_active, locked.label())
        for name, value in facts.items():
            setattr(locked, name, value)
        locked.full_clean(exclude=["product"])
        locked.save(update_fields=list(facts))
        set_options(locked, options)
        locked.pictures.set(locked.product.images.filter(pk__in=pictures))
        now = Variant.objects.prefetch_related("values__choice", "values__attribute").get(pk=locked.pk)
        for fact, old, new in zip(("sku", "active", "options"), before, (now.sku, now.is_active, now.label()), strict=True):
            record_change(product=now.product_id, sku=now.sku, fact=fact, before=old, after=new)
    publish(ProductsChanged(frozenset({variant.product_id})))


def set_options(variant: Variant, options: Mapping[int, int | None]) -> None:
    """These choices, one an attribute; other values of the variant stay."""
    present = {value.attribute_id: value for value in variant.values.all() if value.attribute_id in options}
    for attribute, choice in options.items():
        value = present.get(attribute)
        if value is None and choice is not None:
            VariantValue.objects.create(variant=variant, attribute_id=attribute, choice_id=choice)
        elif value is not None and choice is None:
            value.delete()
        elif value is not None and value.choice_id != choice:
            value.choice_id = choice
            value.save(update_fields=["choice"])
