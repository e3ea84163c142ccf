"""Prices: one row a variant, price list and quantity."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.sheets.cells import NumberCell, OneOfCell, TextCell, WholeCell
from commerce.backoffice.sheets.kinds.naming import chunks_of_ids
from commerce.backoffice.sheets.sheet import Applied, Change, Column, Key, Sheet, Standing
from commerce.catalogue.models import Variant
from pricing.many import NewPrice, set_prices
from pricing.models import Price, PriceList
from sites.tenants.context import current_store

FREE = Decimal(0)


def is_base(price_list: PriceList) -> bool:
    """Whether these are the base prices of the store's own currency."""
    return price_list.kind == PriceList.Kind.BASE and price_list.currency == current_store().currency


class PriceSheet(Sheet):
    """Base prices, tiers and lists."""

    code = "prices"
    label = gettext_lazy("Prices")
    hint = gettext_lazy("One row for each variant, price list and quantity.")
    permissions = ("pricing.change_price",)

    def __init__(self) -> None:
        self.lists = {price_list.code: price_list for price_list in PriceList.objects.order_by("pk")}
        self.base = next((code for code, row in self.lists.items() if is_base(row)), "")
        super().__init__()

    def columns(self) -> Iterable[Column]:
        """The price, and which one it is."""
        lists = OneOfCell({code: code for code in self.lists})
        amount = NumberCell(places=6, least=FREE, shown_places=2)
        yield Column("sku", TextCell(most=64), key=True, hint=_("The variant."))
        yield Column("price_list", lists, key=True, missing=self.base, hint=_("Code of the price list."))
        quantity_hint = _("From how many on. 1 is the ordinary price.")
        yield Column("from_quantity", WholeCell(least=1), key=True, missing="1", hint=quantity_hint)
        yield Column("price", amount, needed=True, hint=_("In the list's currency, with or without tax as the list says."))
        yield Column("former_price", amount, hint=_("Struck through beside the price; may be empty."))
        yield Column("currency", TextCell(most=3), told=True, hint=_("Of the list; not changed here."))

    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """Prices of variants that there are; one that has none in a list would get its first."""
        variants = dict(Variant.objects.filter(sku__in={key[0] for key in keys}).values_list("sku", "pk"))
        rows = Price.objects.filter(variant__in=variants.values(), price_list__code__in={key[1] for key in keys})
        prices = {
            (variant, code, quantity): (amount, compare_at)
            for variant, code, quantity, amount, compare_at in rows.values_list(
                "variant_id", "price_list__code", "min_quantity", "amount", "compare_at"
            )
        }
        found: dict[Key, Standing] = {}
        for key in keys:
            sku, code, quantity = key
            if sku not in variants or code not in self.lists:
                continue
            identity = variants[sku], code, int(quantity)
            price = prices.get(identity)
            found[key] = Standing(identity, self.values(code, price) if price else None)
        return found

    def values(self, code: str, price: tuple[Decimal, Decimal | None]) -> dict[str, Any]:
        """A row as it stands."""
        return {"price": price[0], "former_price": price[1], "currency": self.lists[code].currency}

    def unknown(self, key: Key) -> str:
        """No such variant."""
        return _("There is no variant with the SKU “%(sku)s”.") % {"sku": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:
        """Prices are changed, not emptied."""
        if values.get("price") is None and (standing.values or values.get("former_price") is not None):
            return {"price": _("Write a price. To stop selling this variant, switch it off in the sheet of variants.")}
        return {}

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Set the prices."""
        variants = {
            sku: (pk, product_id)
            for pk, sku, product_id in Variant.objects.filter(sku__in={change.key[0] for change in changes}).values_list(
                "pk", "sku", "product_id"
            )
        }
        now = self.standing([change.key for change in changes])
        applied, prices = Applied(), []
        for change in changes:
            if change.key not in now:
                applied.refused[change.line] = self.unknown(change.key)
                continue
            sku, code, quantity = change.key
            variant_id, product_id = variants[sku]
            values = {**(now[change.key].values or {}), **self.values_of(change)}
            applied.products.add(product_id)
            prices.append(
                NewPrice(
                    price_list=self.lists[code],
                    variant_id=variant_id,
                    product_id=product_id,
                    sku=sku,
                    min_quantity=int(quantity),
                    amount=values["price"],
                    compare_at=values.get("former_price"),
                )
            )
        applied.changed = len(prices)
        set_prices(prices=prices, source="import")
        return applied

    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """All prices of all variants."""
        for ids in chunks_of_ids(Price.objects.all(), product_ids, product="variant__product"):
            rows = (
                Price.objects.filter(pk__in=ids).order_by("pk").values_list("variant__sku", "price_list__code", "min_quantity")
            )
            yield [(sku, code, str(quantity)) for sku, code, quantity in rows]
