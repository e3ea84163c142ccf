"""Stock: one row a variant and location."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.sheets.cells import OneOfCell, TextCell, WholeCell, YesNoCell
from commerce.backoffice.sheets.kinds.naming import chunks_of_ids
from commerce.backoffice.sheets.sheet import Applied, Change, Column, Key, Sheet, Standing
from commerce.catalogue.models import Variant
from commerce.catalogue.states import ProductKind
from commerce.stock.models import Location, Movement, StockItem
from commerce.stock.services import ensure_location
from commerce.stock.services.count import MAIN, is_countable
from commerce.stock.services.count_many import Counted, count_stock

MOST = 10_000_000


class StockSheet(Sheet):
    """How many there are."""

    code = "stock"
    label = gettext_lazy("Stock")
    hint = gettext_lazy("One row for each variant and place. What is written is what was counted.")
    permissions = ("stock.change_stockitem",)

    def __init__(self) -> None:
        ensure_location()
        self.uncounted: dict[str, str] = {}
        self.locations = {location.code: location for location in Location.objects.order_by("pk")}
        super().__init__()

    def columns(self) -> Iterable[Column]:
        """The figure, and where."""
        yield Column("sku", TextCell(most=64), key=True, hint=_("The variant."))
        places = OneOfCell({code: code for code in self.locations})
        yield Column("location", places, key=True, missing=MAIN, hint=_("Code of the place."))
        yield Column("on_hand", WholeCell(least=-MOST, most=MOST), needed=True, hint=_("How many lie there."))
        yield Column("backorder", YesNoCell(), hint=_("yes: sold when out of stock."))

    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """Stock of variants that there are; one that was never counted somewhere would be, for the first time."""
        asked = Variant.objects.filter(sku__in={key[0] for key in keys}).values_list("sku", "pk", "product__kind")
        self.uncounted = {sku: kind for sku, _pk, kind in asked if kind != ProductKind.GOODS}
        variants = {sku: pk for sku, pk, _kind in asked if sku not in self.uncounted}
        rows = StockItem.objects.filter(variant__in=variants.values(), location__code__in={key[1] for key in keys})
        items = {
            (variant, code): {"on_hand": on_hand, "backorder": backorder}
            for variant, code, on_hand, backorder in rows.values_list("variant_id", "location__code", "on_hand", "backorder")
        }
        return {
            key: Standing((variants[key[0]], key[1]), items.get((variants[key[0]], key[1])))
            for key in keys
            if key[0] in variants and key[1] in self.locations
        }

    def unknown(self, key: Key) -> str:
        """No such variant, or one that is never counted."""
        kind = self.uncounted.get(key[0])
        if kind == ProductKind.BUNDLE:
            return _("This is a bundle: its stock is that of its parts.")
        if kind:
            return _("This is a file or a service: neither is ever out of stock.")
        return _("There is no variant with the SKU “%(sku)s”.") % {"sku": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:
        """A count is never below zero, unless more was sold than there was."""
        counted_now, before = values.get("on_hand"), (standing.values or {}).get("on_hand", 0)
        if counted_now is not None and not is_countable(counted_now, standing=before):
            return {"on_hand": _("Fewer than none cannot be counted. Write 0 or more.")}
        return {}

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Count."""
        rows = Variant.objects.filter(sku__in={change.key[0] for change in changes}).values_list(
            "sku", "pk", "product_id", "product__kind"
        )
        self.uncounted = {sku: kind for sku, _pk, _product, kind in rows if kind != ProductKind.GOODS}
        variants = {sku: (pk, product) for sku, pk, product, _kind in rows if sku not in self.uncounted}
        applied, counts = Applied(), []
        for change in changes:
            sku, code = change.key
            if sku not in variants or code not in self.locations:
                applied.refused[change.line] = self.unknown(change.key)
                continue
            variant_id, product_id = variants[sku]
            applied.products.add(product_id)
            counts.append(counted(self.values_of(change), variant_id, product_id, sku, self.locations[code]))
        applied.changed = len(counts)
        count_stock(counts=counts, reason=Movement.Reason.IMPORT, source="import")
        return applied

    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """All counted stock; what a product had before it became a bundle, a file or a service is not exported."""
        counted_now = StockItem.objects.filter(variant__product__kind=ProductKind.GOODS)
        for ids in chunks_of_ids(counted_now, product_ids, product="variant__product"):
            yield list(StockItem.objects.filter(pk__in=ids).order_by("pk").values_list("variant__sku", "location__code"))


def counted(values: Mapping[str, Any], variant_id: int, product_id: int, sku: str, location: Location) -> Counted:
    """What was counted; a figure that is not in the sheet stays."""
    return Counted(
        variant_id=variant_id,
        product_id=product_id,
        sku=sku,
        location=location,
        on_hand=values.get("on_hand"),
        backorder=values.get("backorder"),
    )
