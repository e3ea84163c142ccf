"""Which facets a shop has in a language, with their names: from attributes, brands and categories. Kept until something changes."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from commerce.catalogue.models import Attribute, AttributeChoice, Brand, CategoryPage
from commerce.catalogue.units import convert, convertible
from commerce.kernel.translated import in_language
from commerce.storefront.facets.index import PRICE, Key
from sites.content.generation import cached

# Attribute numbers have four decimals, prices six: in the index they are whole.
NUMBER_SCALE, PRICE_SCALE = 10**4, 10**6
CHOICES, RANGE, TOGGLE, RATING = "choices", "range", "toggle", "rating"
# Names in an address that no attribute may take; one that does is called `attribute-<code>` there.
TAKEN = frozenset(
    {"q", "exact", "page", "sort", "show", "view", "variant", "category", "brand", "price", "stock", "rating", "sale"}
)
RATINGS = (4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; `code` stands in addresses."""

    code: str
    label: str
    keys: tuple[Key, ...]
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by. A range has a `number` and no values; its values are shown in `unit`."""

    code: str
    label: str
    kind: str
    values: tuple[Value, ...] = ()
    number: int | str | None = None
    scale: int = 1
    own_unit: str = ""
    unit: str = ""

    def stored(self, shown: Decimal) -> Decimal:
        """A number as the shopper gave it, in the unit in which it is kept, times the scale."""
        return convert(shown, self.unit, self.own_unit) * self.scale

    def shown(self, stored: int) -> Decimal:
        """A kept number in the unit shown."""
        return convert(Decimal(stored) / self.scale, self.own_unit, self.unit)


@dataclass(frozen=True, slots=True)
class Definitions:
    """All facets of a shop but the categories, which depend on the page; and the categories as a tree."""

    facets: tuple[Facet, ...]
    # (id, tree path, slug, title) of live categories, in the order of the tree.
    categories: tuple[tuple[int, str, str, str], ...]
    steplen: int

    def category_facet(self, parent_path: str | None) -> Facet:
        """The categories right below a page, or the top ones of the shop, as a facet."""
        if parent_path is None:
            top = min((len(path) for _pk, path, _slug, _title in self.categories), default=0)
            below = [row for row in self.categories if len(row[1]) == top]
        else:
            length = len(parent_path) + self.steplen
            below = [row for row in self.categories if len(row[1]) == length and row[1].startswith(parent_path)]
        values = tuple(Value(slug, title, (("category", pk),)) for pk, _path, slug, title in below)
        return Facet("category", _("Category"), CHOICES, values)


def definitions(locale_id: int) -> Definitions:
    """The facets in a language (the active one), kept while nothing but goods changes; four queries, once for all processes."""
    found: Definitions = cached(f"facets.{locale_id}", lambda: read_definitions(locale_id), frame=True)
    return found


def read_definitions(locale_id: int) -> Definitions:
    """From the tables, in the active language."""
    categories = CategoryPage.objects.live().filter(locale=locale_id).order_by("path")
    return Definitions(
        facets=(*_given_facets(), *_attribute_facets()),
        categories=tuple(categories.values_list("pk", "path", "slug", "title")),
        steplen=CategoryPage.steplen,
    )


def _given_facets() -> list[Facet]:
    brands = Brand.objects.order_by("name").values_list("pk", "slug", "name")
    stock = (
        Value("now", _("In stock"), tuple(("stock", code) for code in ("in_stock", "low_stock", "download", "endless"))),
        Value("order", _("Available on order"), (("stock", "backorder"),)),
        Value("soon", _("Available soon"), (("stock", "awaited"),)),
        Value("none", _("Out of stock"), (("stock", "out_of_stock"),)),
    )
    stars = tuple(
        Value(str(stars), _("%(stars)s stars and up") % {"stars": stars}, tuple(("rating", step) for step in range(stars, 6)))
        for stars in RATINGS
    )
    return [
        Facet("brand", _("Brand"), CHOICES, tuple(Value(slug, name, (("brand", pk),)) for pk, slug, name in brands)),
        Facet("price", _("Price"), RANGE, number=PRICE, scale=PRICE_SCALE),
        Facet("stock", _("Availability"), CHOICES, stock),
        Facet("rating", _("Rating"), RATING, stars),
        Facet("sale", _("Offers"), TOGGLE, (Value("yes", _("On sale"), (("sale", True),)),)),
    ]


def _attribute_facets() -> list[Facet]:
    attributes = list(Attribute.objects.filter(facetable=True))
    choices: dict[int, list[AttributeChoice]] = {}
    for choice in AttributeChoice.objects.filter(attribute__in=attributes).order_by("sort_order", "pk"):
        choices.setdefault(choice.attribute_id, []).append(choice)
    return [facet for attribute in attributes if (facet := _attribute_facet(attribute, choices.get(attribute.pk, [])))]


def facet_code(code: str) -> str:
    """What the facet of an attribute is called in addresses: its code, unless the listing needs that word itself."""
    return f"attribute-{code}" if code in TAKEN else code


def _attribute_facet(attribute: Attribute, choices: list[AttributeChoice]) -> Facet | None:
    code = facet_code(attribute.code)
    label = str(attribute)
    if attribute.kind in Attribute.CHOSEN:
        values = tuple(Value(c.code, in_language(c.labels) or c.code, (("choice", c.pk),), c.swatch) for c in choices)
        return Facet(code, label, CHOICES, values)
    if attribute.kind == Attribute.Kind.NUMBER:
        unit = attribute.shown_unit if convertible(attribute.unit, attribute.shown_unit) else attribute.unit
        return Facet(code, label, RANGE, number=attribute.pk, scale=NUMBER_SCALE, own_unit=attribute.unit, unit=unit)
    if attribute.kind == Attribute.Kind.BOOLEAN:
        yes = Value("yes", _("Yes"), (("flag", attribute.pk),))
        return Facet(code, label, CHOICES, (yes, Value("no", _("No"), (("flag", -attribute.pk),))))
    return None
