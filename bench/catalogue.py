"""A large shop, written straight into the tables: `fill_catalogue(products=10_000)` in the active store.

40 brands, 60 categories, 6 types; 12 facets of 5 to 40 values, 3 numbers with units, one yes-or-no fact. Every product has a
brand, a category, six choices, two numbers, words in each language of the store, prices and stock. The same seed makes the
same shop.
"""

import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import chain, cycle, islice
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    CatalogPage,
    CategoryPage,
    Product,
    ProductCopy,
    ProductPlacement,
    ProductType,
    ProductValue,
    TypeAttribute,
    Variant,
)
from commerce.stock.models import Location, StockItem
from pricing.models import Price, PriceList
from pricing.services import ensure_base_list
from sites.tenants.context import current_store

FACETS = (5, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 40)
NUMBERS = (("range", "m", ""), ("weight", "g", "kg"), ("capacity", "mAh", ""))
BRANDS, TOP, BELOW, TYPES = 40, 12, 4, 6
WORDS = """
radio sensor gateway meter antenna module battery soil water door window button panel relay switch camera tracker valve solar
cable bracket housing industrial outdoor indoor compact wireless rugged smart precision universal modular
""".split()  # noqa: SIM905 - a list of words reads better so
LIVE_DAYS = 1500


def fill_catalogue(*, products: int, variants: int = 3, attributes: int = len(FACETS), seed: int = 7) -> None:
    """Make so many products with so many variants each, told apart by so many facets. The shelf is made by `rebuild_shelf`."""
    chance = random.Random(seed)  # noqa: S311 - the same shop each time, no secret
    shop = Shop(chance, attributes)
    first = (Product.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    ids = range(first, first + products)
    copy_rows(Product, (shop.product(pk) for pk in ids))
    copy_rows(ProductCopy, (row for pk in ids for row in shop.copies(pk)))
    copy_rows(ProductPlacement, (shop.placement(pk) for pk in ids))
    copy_rows(ProductValue, (row for pk in ids for row in shop.values(pk)))
    copy_rows(Variant, (row for pk in ids for row in shop.variants(pk, variants)))
    copy_rows(Price, (shop.price(pk) for pk in Variant.objects.filter(product__gte=first).values_list("pk", flat=True)))
    copy_rows(StockItem, (shop.stock(pk) for pk in Variant.objects.filter(product__gte=first).values_list("pk", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Shop:
    """What all products share, and the rows of one."""

    def __init__(self, chance: random.Random, attributes: int) -> None:
        self.chance = chance
        self.sizes = tuple(islice(cycle(FACETS), attributes))
        self.now = timezone.now()
        self.locales = list(Locale.objects.all())
        store = current_store()
        basis = PriceList.Basis.GROSS if store.tax_display == store.Tax.INCLUDED else PriceList.Basis.NET
        self.list_id = ensure_base_list(currency=store.currency, basis=basis).pk
        self.location_id = Location.objects.get_or_create(code="main", defaults={"name": "Main"})[0].pk
        self.brands = [
            Brand.objects.create(name=f"Maker {chance.choice(WORDS).title()} {number:02}", slug=f"maker-{number:02}").pk
            for number in range(BRANDS)
        ]
        self.types = [ProductType.objects.create(code=f"bench-{number}", name=f"Type {number}") for number in range(TYPES)]
        self.choices, self.attributes = self._choices()
        self.numbers = [
            Attribute.objects.create(
                code=code, labels={"en": code.title()}, kind="number", unit=unit, shown_unit=shown, facetable=True, position=50
            ).pk
            for code, unit, shown in NUMBERS
        ]
        self.flag = Attribute.objects.create(
            code="outdoors", labels={"en": "For outdoors"}, kind="boolean", facetable=True, position=60
        ).pk
        for place, kind in enumerate(self.types):
            TypeAttribute.objects.bulk_create(
                TypeAttribute(product_type=kind, attribute_id=self.attributes[facet], sort_order=order)
                for order, facet in enumerate(self.facets_of(place))
            )
        self.categories = self._categories()

    def _choices(self) -> tuple[list[list[int]], list[int]]:
        choices, attributes = [], []
        for number, many in enumerate(self.sizes):
            attribute = Attribute.objects.create(
                code=f"facet-{number}",
                labels={"en": f"Facet {number}"},
                kind="choice",
                facetable=True,
                listed=number < 3,
                position=number,
            )
            made = AttributeChoice.objects.bulk_create(
                AttributeChoice(attribute=attribute, code=f"v{value}", labels={"en": f"Value {value}"}, sort_order=value)
                for value in range(many)
            )
            attributes.append(attribute.pk)
            choices.append([choice.pk for choice in made])
        return choices, attributes

    def _categories(self) -> list[int]:
        mount = CatalogPage.objects.get(locale=Locale.get_default())
        found = []
        for top in range(TOP):
            page = mount.add_child(instance=CategoryPage(title=f"Department {top}", slug=f"department-{top}"))
            for below in range(BELOW):
                child = page.add_child(instance=CategoryPage(title=f"Aisle {top}.{below}", slug=f"aisle-{top}-{below}"))
                found.append(child.pk)
        return found

    def facets_of(self, kind: int) -> list[int]:
        """The facets of a type: three that all have, three of its own; all of them where there are no more."""
        own = len(self.sizes) - 3
        if own < 3:
            return list(range(len(self.sizes)))
        return [0, 1, 2, *(3 + (kind * 2 + more) % own for more in range(3))]

    def product(self, pk: int) -> dict[str, Any]:
        """A live product."""
        return {
            "id": pk,
            "product_type_id": self.types[pk % TYPES].pk,
            "name": f"Product {pk}",
            "brand_id": self.chance.choice(self.brands),
            "status": "live",
            "live_since": self.now - timedelta(minutes=self.chance.randrange(LIVE_DAYS * 1440)),
            "created_at": self.now,
            "changed_at": self.now,
        }

    def copies(self, pk: int) -> Iterator[dict[str, Any]]:
        """Its words."""
        name = " ".join(self.chance.sample(WORDS, 3)).capitalize()
        summary = " ".join(self.chance.choices(WORDS, k=18)).capitalize() + "."
        key = uuid.uuid4()
        for locale in self.locales:
            yield {
                "product_id": pk,
                "locale_id": locale.pk,
                "translation_key": key,
                "name": f"{name} {pk}",
                "slug": f"product-{pk}",
                "summary": summary,
                "live": True,
                "body": f'[{{"type": "rich_text", "value": "<p>{summary} {summary}</p>", "id": "{uuid.uuid4()}"}}]',
            }

    def placement(self, pk: int) -> dict[str, Any]:
        """Its category; one in two hundred is placed by hand."""
        return {
            "product_id": pk,
            "category_id": self.categories[pk % len(self.categories)],
            "rank": self.chance.randrange(1, 20) if pk % 200 == 0 else 0,
            "sort_order": 0,
        }

    def values(self, pk: int) -> Iterator[dict[str, Any]]:
        """Its facts."""
        kind = pk % TYPES
        for facet in self.facets_of(kind):
            yield {
                "product_id": pk,
                "attribute_id": self.attributes[facet],
                "choice_id": self.chance.choice(self.choices[facet]),
            }
        for number in (self.numbers[kind % 3], self.numbers[(kind + 1) % 3]):
            yield {"product_id": pk, "attribute_id": number, "number": Decimal(int(self.chance.lognormvariate(5, 1)))}
        yield {"product_id": pk, "attribute_id": self.flag, "boolean": self.chance.random() < 0.4}

    def variants(self, pk: int, many: int) -> Iterator[dict[str, Any]]:
        """What is sold of it."""
        for number in range(many):
            yield {"product_id": pk, "sku": f"B{pk}-{number}", "sort_order": number}

    def price(self, variant: int) -> dict[str, Any]:
        """Its price; one in eight is on sale."""
        amount = Decimal(round(self.chance.lognormvariate(4, 1), 2)).quantize(Decimal("0.01"))
        former = amount * 2 if self.chance.random() < 0.125 else None
        return {"price_list_id": self.list_id, "variant_id": variant, "amount": amount, "compare_at": former}

    def stock(self, variant: int) -> dict[str, Any]:
        """How many there are."""
        many = self.chance.choice((0, 0, 2, 30, 100, 400))
        return {"variant_id": variant, "location_id": self.location_id, "on_hand": many, "backorder": variant % 9 == 0}


def copy_rows(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows by COPY; what a row does not say has its field's own first value. All rows say the same."""
    waiting = iter(rows)
    start = next(waiting, None)
    if start is None:
        return
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    first = {field.column: field.get_db_prep_save(field.get_default(), connection) for field in fields}
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [*first, *(name for name in start if name not in first)]
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({', '.join(map(quote, columns))}) FROM STDIN") as copy:
            for row in chain((start,), waiting):
                copy.write_row([row.get(name, first.get(name)) for name in columns])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        )
