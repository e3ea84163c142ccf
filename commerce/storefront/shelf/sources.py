"""All that the shelf rows of a batch of products are made of, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from commerce.catalogue.models import Product, ProductCopy, ProductPlacement
from commerce.catalogue.states import VISIBLE
from commerce.kernel.written import Written
from commerce.orders.models import OrderLine
from commerce.stock.selectors import availability
from commerce.storefront.search.entries import search_words
from commerce.storefront.shelf.parts import Parts
from commerce.storefront.shelf.pictures import ready_pictures
from commerce.storefront.shelf.tree import Tree
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, base_basis, resolve_prices
from sites.content.suppliers import NoSupplier, supply
from sites.tenants.context import current_store


@dataclass(slots=True)
class Shelved:
    """The facts of a visible product."""

    pk: int
    status: str
    brand_id: int | None
    brand: str | None
    type_id: int
    tax_class: str
    available_from: datetime | None
    live_since: datetime | None
    kind: str


@dataclass(slots=True)
class Words:
    """The live words of a product in one language; `body` is the description as it is kept."""

    locale_id: int
    name: str
    slug: str
    summary: str
    body: str


Copies = dict[int, dict[int, Words]]
# (product, locale) -> the categories it stands in, those above included, and the place given by hand in its own ones.
Categories = dict[tuple[int, int], set[int]]
Places = dict[tuple[int, int], dict[int, int]]
Trails = dict[tuple[int, int], list[list[str]]]


PRODUCTS = Written(
    lambda ids: (
        Product.objects.filter(pk__among=ids, status__in=VISIBLE)
        .order_by("pk")
        .values_list(
            "pk", "status", "brand_id", "brand__name", "product_type_id", "tax_class", "available_from", "live_since", "kind"
        )
    )
)
COPIES = Written(
    lambda ids: (
        ProductCopy.objects.filter(product_id__among=ids, live=True)
        .annotate(kept=Cast("body", TextField()))
        .values_list("product_id", "locale_id", "name", "slug", "summary", "kept")
    )
)
PLACEMENTS = Written(
    lambda ids: (
        ProductPlacement.objects.filter(product_id__among=ids)
        .order_by("sort_order", "pk")
        .values_list("product_id", "rank", "category__translation_key")
    )
)
SOLD = Written(
    lambda ids: (
        OrderLine.objects.filter(variant__product_id__among=ids)
        .order_by()
        .values_list("variant__product")
        .annotate(sold=Sum("quantity"))
    )
)


class Sources:
    """What is known of a batch of products."""

    def __init__(self, ids: list[int], tree: Tree) -> None:
        self.tree = tree
        self.at = timezone.now()
        self.products = [Shelved(*row) for row in PRODUCTS(ids)]
        found = [product.pk for product in self.products]
        store = current_store()
        self.currency = store.currency
        self.shows_tax = store.tax_display == store.Tax.INCLUDED
        self.is_gross = base_basis(self.currency) == "gross"
        self.copies = copies_of(found)
        self.categories, self.places, self.trails = placed(found, tree)
        self.parts = Parts(ids)
        self.parts.read()
        classes = {v.pk: product.tax_class for product in self.products for v in self.parts.variants.get(product.pk, ())}
        variants = [variant for pk in found for variant in self.parts.variants.get(pk, ())]
        wanted = [Wanted(variant.pk, variant.min_quantity) for variant in variants]
        quotes = resolve_prices(wanted, buyer=anyone(), at=self.at, currency=self.currency, tax_classes=classes)
        self.quotes = {pk: quote for pk, quote in quotes.items() if isinstance(quote, PriceQuote)}
        self.stock = availability(variant.pk for variant in variants)
        self.ratings = ratings_of(found)
        self.pictures = ready_pictures(own[0][0] for own in self.parts.images.values())
        self.sold: dict[int, int] = dict(SOLD(found))  # type: ignore[arg-type]
        self._searched: dict[str, str] = {}

    def searched(self, text: str) -> str:
        """Words that many products share, such as those of a brand, as search finds them."""
        if text not in self._searched:
            self._searched[text] = search_words(text)
        return self._searched[text]


def copies_of(ids: list[int]) -> Copies:
    """The live words of each product by locale. The description as text: as blocks it would take ten times as long."""
    found: Copies = defaultdict(dict)
    for product, *words in COPIES(ids):
        found[product][words[0]] = Words(*words)
    return found


def ratings_of(ids: Iterable[int]) -> dict[int, tuple[Decimal, int]]:
    """(average, count) of rated products; none where the shop has no reviews."""
    try:
        found: dict[int, tuple[Decimal, int]] = supply("ratings", list(ids))
    except NoSupplier:
        return {}
    return found


def placed(ids: list[int], tree: Tree) -> tuple[Categories, Places, Trails]:
    """Where the products stand, so that a category lists what is below it; and the way to the first category of each,
    [title, url] from the top down.
    """
    rows = PLACEMENTS(ids)
    tree.know(translation_key for _product, _rank, translation_key in rows)
    categories: Categories = defaultdict(set)
    places: Places = defaultdict(dict)
    trails: Trails = {}
    for product, rank, translation_key in rows:
        for locale in tree.locales:
            category = tree.by_key.get((translation_key, locale.pk))
            if category is None:
                continue
            key = product, locale.pk
            categories[key].update(tree.lines[category])
            if rank:
                places[key][category] = rank
            trails.setdefault(key, tree.trails[category])
    return categories, places, trails
