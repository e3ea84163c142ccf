"""Base prices, up or down by percent."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from moneyed import Money

from commerce.backoffice.bulk.change import FIRST, UNDO, BulkChange, Parts, Plan, Shown
from commerce.backoffice.variants.saving import base_list
from commerce.catalogue.many.facts import Outcome
from commerce.storefront.prices import shown
from pricing.arithmetic.money import minor_unit
from pricing.arithmetic.moving import Ending, moved_price
from pricing.many import NewPrice, set_prices
from pricing.models import Price

ROUNDINGS = [
    (Ending.CENT, gettext_lazy("to the cent")),
    (Ending.NINETY_NINE, gettext_lazy("to the nearest price that ends in .99")),
    (Ending.WHOLE, gettext_lazy("to a whole amount, .00")),
]


class PercentForm(forms.Form):
    """By how much, and what it ends in."""

    percent = forms.DecimalField(
        label=gettext_lazy("Percent"),
        min_value=-99,
        max_value=1000,
        max_digits=7,
        decimal_places=3,
        error_messages={"min_value": gettext_lazy("Prices can fall by 99 percent at most: a price is 0 or more.")},
        help_text=gettext_lazy("5 makes prices dearer by a twentieth, -10 cheaper by a tenth."),
    )
    rounding = forms.ChoiceField(label=gettext_lazy("Round"), choices=ROUNDINGS, initial=Ending.CENT)

    def clean_percent(self) -> Decimal:
        """Not nothing."""
        percent: Decimal = self.cleaned_data["percent"]
        if not percent:
            raise forms.ValidationError(_("By 0 percent nothing changes."))
        return percent


class PriceChange(BulkChange):
    """The base list of the store's currency; tiers of it go along. Former prices and other lists stay."""

    code = "prices"
    label: ClassVar[str | Promise] = gettext_lazy("Prices by percent")
    hint: ClassVar[str | Promise] = gettext_lazy(
        "Changes the base prices of all variants. Other price lists and former prices stay."
    )
    form_class = PercentForm
    permissions = ("catalogue.change_product", "pricing.change_price")

    def sentence(self, data: Mapping[str, Any]) -> str:
        """Prices by +5 %."""
        return _("Base prices by %(percent)s %%") % {"percent": f"{data['percent'].normalize():+f}"}

    def rows(self, ids: Sequence[int], data: Mapping[str, Any]) -> Iterator[tuple[Price, NewPrice]]:
        """Each price with what it would be."""
        price_list = base_list()
        cent = minor_unit(price_list.currency)
        rows = Price.objects.filter(price_list=price_list, variant__product__in=ids).select_related("variant")
        for row in rows.order_by("variant__product", "variant__sort_order", "min_quantity"):
            amount = moved_price(row.amount, percent=data["percent"], ending=Ending(data["rounding"]), cent=cent)
            new = NewPrice(
                price_list=price_list,
                variant_id=row.variant_id,
                product_id=row.variant.product_id,
                sku=row.variant.sku,
                amount=amount,
                min_quantity=row.min_quantity,
                compare_at=row.compare_at,
            )
            yield row, new

    def plan(self, ids: Sequence[int], data: Mapping[str, Any]) -> Plan:
        """Before and after of the first prices."""
        pairs = list(self.rows(ids, data))
        moved = [(row, new) for row, new in pairs if row.amount != new.amount]
        products = {new.product_id for _row, new in moved}
        without = len(ids) - len({new.product_id for _row, new in pairs})
        currency = base_list().currency
        notes = [_("%(count)d prices would change.") % {"count": len(moved)}]
        notes += [_("%(count)d products have no base price and stay without.") % {"count": without}] if without else []
        zero = sum(1 for _row, new in moved if not new.amount)
        notes += [_("%(count)d prices would become 0.") % {"count": zero}] if zero else []
        return Plan(
            changes=len(products),
            same=len(ids) - len(products),
            first=[
                Shown(label(new), shown(Money(row.amount, currency)), shown(Money(new.amount, currency)))
                for row, new in moved[:FIRST]
            ],
            notes=notes,
        )

    def apply(self, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
        """Set the prices."""
        prices = [new for row, new in self.rows(ids, data) if row.amount != new.amount]
        set_prices(prices=prices)
        return Outcome(frozenset(price.product_id for price in prices))

    def lock(self, ids: Sequence[int]) -> None:
        """The prices, as `set_prices` does."""
        rows = Price.objects.select_for_update(of=("self",)).filter(price_list=base_list(), variant__product__in=ids)
        list(rows.order_by("pk").values_list("pk"))

    def standing(self, ids: Sequence[int], about: Collection[str]) -> dict[int, Parts]:  # noqa: ARG002
        """The amounts of the base list, by variant and quantity."""
        found: dict[int, Parts] = {pk: {} for pk in ids}
        for price in base_prices(ids):
            found[price.variant.product_id][part_of(price)] = f"{price.amount:f}"
        return found

    def put_back(self, wanted: Mapping[int, Parts]) -> Outcome:
        """The amounts as they were; former prices stay as they are now."""
        prices = [
            NewPrice(
                price_list=price.price_list,
                variant_id=price.variant_id,
                product_id=price.variant.product_id,
                sku=price.variant.sku,
                amount=Decimal(wanted[price.variant.product_id][part_of(price)]),
                min_quantity=price.min_quantity,
                compare_at=price.compare_at,
            )
            for price in base_prices(list(wanted))
            if part_of(price) in wanted[price.variant.product_id]
        ]
        set_prices(prices=prices, source=UNDO)
        return Outcome(frozenset(price.product_id for price in prices))

    def in_words(self, parts: Parts) -> str:
        """The amounts, the lowest quantity first."""
        currency = base_list().currency
        ordered = sorted(parts, key=lambda name: [int(word) for word in name.split(":")])
        return ", ".join(shown(Money(Decimal(parts[name]), currency)) for name in ordered)


def base_prices(ids: Sequence[int]) -> QuerySet[Price]:
    """The prices of these products in the base list."""
    return Price.objects.filter(price_list=base_list(), variant__product__in=ids).select_related("variant", "price_list")


def part_of(price: Price) -> str:
    """Which price it is: list, variant, quantity."""
    return f"{price.price_list_id}:{price.variant_id}:{price.min_quantity}"


def label(price: NewPrice) -> str:
    """A SKU, and from how many on."""
    return price.sku if price.min_quantity == 1 else f"{price.sku} ({price.min_quantity}+)"
