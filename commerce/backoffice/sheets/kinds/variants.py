"""Variants: one row a SKU."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.sheets.cells import NumberCell, OneOfCell, TextCell, WholeCell, YesNoCell
from commerce.backoffice.sheets.kinds.facts import choices_of, labels_of
from commerce.backoffice.sheets.kinds.naming import chunks_of_ids, names_of, products_named
from commerce.backoffice.sheets.kinds.products import may_be_sku
from commerce.backoffice.sheets.sheet import Applied, Change, Column, Key, Sheet, Standing
from commerce.catalogue.many.variants import VariantFacts, save_variants
from commerce.catalogue.models import Attribute, TypeAttribute, Variant, VariantValue
from commerce.catalogue.models.variant import valid_gtin

PREFIX = "option:"
# Header -> column of the table.
FACTS = {
    "gtin": "gtin",
    "mpn": "mpn",
    "active": "is_active",
    "weight_kg": "weight",
    "width_cm": "width",
    "height_cm": "height",
    "depth_cm": "depth",
    "min_quantity": "min_quantity",
}
NONE = Decimal(0)


class GtinCell(TextCell):
    """A GTIN with a right check digit, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Raises ValueError for a wrong check digit."""
        text = super().clean(value, row, **kwargs)
        try:
            if text:
                valid_gtin(text)
        except ValidationError as error:
            raise ValueError(error.messages[0]) from error
        return text


class VariantSheet(Sheet):
    """What is sold."""

    code = "variants"
    label = gettext_lazy("Variants")
    hint = gettext_lazy("One row for each SKU: GTIN, weight, size, options. A new SKU makes a variant of the product named.")
    permissions = ("catalogue.change_product",)

    def __init__(self) -> None:
        self.named: dict[str, int] = {}
        options = TypeAttribute.objects.filter(for_variants=True).values("attribute")
        chosen = (Attribute.Kind.CHOICE, Attribute.Kind.COLOUR)
        rows = Attribute.objects.filter(pk__in=options, kind__in=chosen).prefetch_related("choices")
        self.options = {f"{PREFIX}{row.code}": row for row in rows}
        super().__init__()

    def columns(self) -> Iterable[Column]:
        """The variant's own, then its options."""
        yield Column("sku", TextCell(most=64, empty=False), key=True, hint=_("The variant."))
        yield Column("product", TextCell(most=64, empty=False), needed=True, hint=_("Any SKU of its product, or #id."))
        yield Column("gtin", GtinCell(most=14), hint=_("GTIN, EAN or UPC; its check digit must be right."))
        yield Column("mpn", TextCell(most=64), hint=_("The manufacturer's number."))
        yield Column("active", YesNoCell(), hint=_("no: not sold."))
        yield Column("weight_kg", NumberCell(places=4, digits=6, least=NONE), hint=_("Weight in kg."))
        for header, word in (
            ("width_cm", _("Width in cm.")),
            ("height_cm", _("Height in cm.")),
            ("depth_cm", _("Depth in cm.")),
        ):
            yield Column(header, NumberCell(places=2, digits=8, least=NONE), hint=word)
        yield Column("min_quantity", WholeCell(least=1), hint=_("Least to buy."))
        for header, attribute in self.options.items():
            cell = OneOfCell(choices_of(attribute), also=labels_of(attribute), empty=True)
            yield Column(header, cell, hint=str(attribute))

    def look_up(self, rows: Sequence[Mapping[str, str]]) -> None:
        """The products that the cells name."""
        self.named = products_named({name for row in rows if (name := row.get("product", ""))})

    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """Variants as they stand; what can be a SKU and is none yet would make one."""
        rows = list(Variant.objects.filter(sku__in={key[0] for key in keys}).values("pk", "sku", "product_id", *FACTS.values()))
        names = names_of({row["product_id"] for row in rows})
        chosen: dict[int, dict[int, Any]] = defaultdict(dict)
        for value in VariantValue.objects.filter(variant__in=[row["pk"] for row in rows]):
            chosen[value.variant_id][value.attribute_id] = value.choice_id or ""
        found: dict[Key, Standing] = {}
        for row in rows:
            values = {header: row[column] for header, column in FACTS.items()} | {"product": names[row["product_id"]]}
            values |= {header: chosen[row["pk"]].get(attribute.pk) for header, attribute in self.options.items()}
            found[row["sku"],] = Standing(row["sku"], values)
        return found | {key: Standing(key[0], None) for key in keys if key not in found and may_be_sku(key[0])}

    def unknown(self, key: Key) -> str:
        """It cannot be a SKU."""
        return _("“%(sku)s” cannot be a SKU.") % {"sku": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:
        """A variant stays with its product; a new one needs one that there is."""
        name = str(values.get("product", ""))
        if standing.values and name != standing.values["product"]:
            return {"product": _("A variant stays with its product, which is %(name)s.") % {"name": standing.values["product"]}}
        if not standing.values and name and name not in self.named:
            return {"product": _("There is no product “%(name)s”.") % {"name": name}}
        return {}

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Make and change variants."""
        values = {change.line: self.values_of(change) for change in changes}
        self.named = products_named({value["product"] for value in values.values() if "product" in value})
        present = dict(Variant.objects.filter(sku__in={change.key[0] for change in changes}).values_list("sku", "product_id"))
        applied, wanted = Applied(), []
        for change in changes:
            value = values[change.line]
            product_id = present.get(change.key[0]) or self.named.get(value.get("product", ""))
            if product_id is None:
                applied.refused[change.line] = _("This product is no more.")
                continue
            applied.products.add(product_id)
            wanted.append(
                VariantFacts(
                    sku=change.key[0],
                    product_id=product_id,
                    values={FACTS[header]: one for header, one in value.items() if header in FACTS},
                    options={self.options[header].pk: one for header, one in value.items() if header in self.options},
                )
            )
        save_variants(wanted=wanted, source="import")
        applied.renamed = {want.product_id for want in wanted if want.sku not in present or "gtin" in want.values}
        applied.changed = len(wanted)
        return applied

    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """All variants."""
        for ids in chunks_of_ids(Variant.objects.all(), product_ids, product="product"):
            rows = dict(Variant.objects.filter(pk__in=ids).values_list("pk", "sku"))
            yield [(rows[pk],) for pk in ids]
