"""Products: one row a product, named by the SKU of its first variant."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.sheets.cells import MomentCell, OneOfCell, SeveralOfCell, TextCell
from commerce.backoffice.sheets.kinds.categories import Categories
from commerce.backoffice.sheets.kinds.facts import attribute_columns, new_value, product_attributes, standing_value
from commerce.backoffice.sheets.kinds.naming import chunks_of_ids, names_of, products_named
from commerce.backoffice.sheets.sheet import Applied, Change, Column, Key, Sheet, Standing
from commerce.catalogue.many.create import NewProduct, create_products
from commerce.catalogue.many.facts import change_facts
from commerce.catalogue.many.places import place_products
from commerce.catalogue.many.values import set_values
from commerce.catalogue.models import Brand, Product, ProductPlacement, ProductType, ProductValue
from commerce.catalogue.models.variant import SKU
from commerce.catalogue.states import ProductKind, ProductLife, ProductStatus
from commerce.tax.models import TaxClass

# Header -> column of the table.
FACTS = {
    "name": "name",
    "type": "product_type_id",
    "brand": "brand_id",
    "kind": "kind",
    "status": "status",
    "tax_class": "tax_class",
    "available_from": "available_from",
    "withdrawn_at": "withdrawn_at",
}


class ProductSheet(Sheet):
    """What is the same in every language."""

    code = "products"
    label = gettext_lazy("Products")
    hint = gettext_lazy("One row for each product: type, brand, status, categories, attributes. A new SKU makes a product.")
    permissions = ("catalogue.add_product", "catalogue.change_product")

    def __init__(self) -> None:
        self.categories = Categories()
        self.attributes = product_attributes()
        super().__init__()

    def columns(self) -> Iterable[Column]:
        """The product's own, then the store's attributes."""
        types, brands = ProductType.objects.all(), Brand.objects.all()
        statuses, kinds = dict.fromkeys(ProductStatus.values), dict.fromkeys(ProductKind.values)
        yield Column("product", TextCell(most=64, empty=False), key=True, hint=_("SKU of its first variant, or #id."))
        yield Column("name", TextCell(most=200, empty=False), needed=True, hint=_("Internal name."))
        type_cell = OneOfCell({row.code: row.pk for row in types}, also={row.name: row.pk for row in types})
        yield Column("type", type_cell, needed=True, hint=_("Code of the product type."))
        brand_cell = OneOfCell({row.name: row.pk for row in brands}, also={row.slug: row.pk for row in brands}, empty=True)
        yield Column("brand", brand_cell, hint=_("Name of the brand; may be empty."))
        yield Column("kind", OneOfCell({code: code for code in kinds}), hint=", ".join(kinds))
        yield Column("status", OneOfCell({code: code for code in statuses}), hint=", ".join(statuses))
        classes = {code: code for code in TaxClass.objects.values_list("code", flat=True)}
        yield Column("tax_class", OneOfCell(classes), hint=_("Code of the tax class."))
        yield Column("available_from", MomentCell(), hint=_("Date and time of the launch; may be empty."))
        yield Column("withdrawn_at", MomentCell(), hint=_("From then on it is discontinued; may be empty."))
        cell = SeveralOfCell(self.categories.by_path, also=self.categories.by_title, empty=True)
        yield Column("categories", cell, hint=_("Paths such as sensors/indoor. Several are separated by |."))
        yield from attribute_columns(self.attributes)

    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """Products as they stand; a name that can be a SKU and is none yet would make one."""
        named = products_named({key[0] for key in keys})
        values = self.values(set(named.values()))
        found: dict[Key, Standing] = {}
        for key in keys:
            pk = named.get(key[0])
            if pk in values:
                found[key] = Standing(pk, values[pk])
            elif may_be_sku(key[0]):
                found[key] = Standing(key[0], None)
        return found

    def values(self, product_ids: Collection[int]) -> dict[int, dict[str, Any]]:
        """The rows of these products. Three queries."""
        columns = list(FACTS.values())
        rows = Product.objects.filter(pk__in=product_ids).values("pk", *columns)
        found = {row["pk"]: {header: row[column] for header, column in FACTS.items()} for row in rows}
        places: dict[int, list[int]] = defaultdict(list)
        ordered = ProductPlacement.objects.filter(product__in=product_ids).order_by("sort_order", "pk")
        for product_id, category_id in ordered.values_list("product_id", "category_id"):
            places[product_id].append(self.categories.own(category_id))
        facts: dict[tuple[int, int], list[ProductValue]] = defaultdict(list)
        for value in ProductValue.objects.filter(product__in=product_ids).order_by("pk"):
            facts[value.product_id, value.attribute_id].append(value)
        for pk, row in found.items():
            row["categories"] = tuple(dict.fromkeys(places[pk]))
            for header, attribute in self.attributes.items():
                row[header] = standing_value(attribute, facts.get((pk, attribute.pk), ()))
        return found

    def unknown(self, key: Key) -> str:
        """Neither a product nor a possible SKU."""
        return _("There is no product “%(name)s”, and it cannot be the SKU of a new one.") % {"name": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:
        """The life of a product has its order."""
        before, after = (standing.values or {}).get("status"), values.get("status")
        if before and after and before != after and not ProductLife.may(before, after):
            known = dict(ProductStatus.choices)
            words = {"before": known[before], "after": known[after]}
            return {"status": _("A product that is %(before)s cannot become %(after)s.") % words}
        return {}

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Make what is new, then facts, categories and attributes."""
        values = {change.line: self.values_of(change) for change in changes}
        named = products_named({change.key[0] for change in changes})
        made = create_products(
            products=[
                new_product(change.key[0], values[change.line])
                for change in changes
                if change.is_new and change.key[0] not in named
            ],
            source="import",
        )
        ids = {change.line: pk for change in changes if (pk := named.get(change.key[0]) or made.get(change.key[0]))}
        applied = Applied(
            refused={change.line: _("This product is no more.") for change in changes if change.line not in ids},
        )
        facts = {pk: facts_of(values[line]) for line, pk in ids.items()}
        outcome = change_facts(wanted={pk: wanted for pk, wanted in facts.items() if wanted}, source="import")
        applied.refused |= {line: outcome.refused[pk] for line, pk in ids.items() if pk in outcome.refused}
        ids = {line: pk for line, pk in ids.items() if line not in applied.refused}
        places = {pk: values[line]["categories"] for line, pk in ids.items() if "categories" in values[line]}
        place_products(wanted=places, source="import")
        set_values(
            wanted={
                pk: {
                    self.attributes[header]: new_value(self.attributes[header], value)
                    for header, value in values[line].items()
                    if header in self.attributes
                }
                for line, pk in ids.items()
            },
            source="import",
        )
        applied.changed, applied.products = len(ids), set(ids.values())
        applied.renamed = {pk for line, pk in ids.items() if "name" in values[line]}
        return applied

    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """All products."""
        for ids in chunks_of_ids(Product.objects.all(), product_ids, product="pk"):
            names = names_of(ids)
            yield [(names[pk],) for pk in ids]


def new_product(sku: str, values: Mapping[str, Any]) -> NewProduct:
    """A product to be made."""
    rest = {column: values[header] for header, column in FACTS.items() if header in values and header not in ("name", "type")}
    return NewProduct(sku=sku, name=values["name"], product_type_id=values["type"], values=rest)


def facts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the product's own row."""
    return {column: values[header] for header, column in FACTS.items() if header in values}


def may_be_sku(text: str) -> bool:
    """Whether a variant could have this SKU."""
    try:
        SKU(text)
    except ValidationError:
        return False
    return not text.startswith("#") and len(text) <= 64
