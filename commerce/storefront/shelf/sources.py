"""All that the shelf rows of a batch of products are made of, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import CategoryPage, Product, ProductCopy, ProductPlacement
from commerce.catalogue.states import VISIBLE
from commerce.orders.models import OrderLine
from commerce.stock.selectors import availability
from commerce.storefront.shelf.parts import Parts
from commerce.storefront.shelf.pictures import ready_pictures
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, base_basis, resolve_prices
from sites.content.suppliers import NoSupplier, supply
from sites.tenants.context import current_store

Copies = dict[int, dict[int, ProductCopy]]
# (product, locale) -> the categories it stands in, those above included, and the place given by hand in its own ones.
Categories = dict[tuple[int, int], set[int]]
Places = dict[tuple[int, int], dict[int, int]]
Trails = dict[tuple[int, int], list[list[str]]]


class Tree:
    """The live categories, read once for any number of products."""

    def __init__(self) -> None:
        self.locales = list(Locale.objects.all())
        pages = list(CategoryPage.objects.live().defer_streamfields())
        by_path = {page.path: page for page in pages}
        self.by_key = {(page.translation_key, page.locale_id): page for page in pages}
        self.lines: dict[int, list[CategoryPage]] = {}
        self.trails: dict[int, list[list[str]]] = {}
        for page in pages:
            starts = range(page.steplen, len(page.path) + 1, page.steplen)
            self.lines[page.pk] = [by_path[page.path[:length]] for length in starts if page.path[:length] in by_path]
        urls = {page.pk: page.url or "" for page in pages}
        for pk, line in self.lines.items():
            self.trails[pk] = [[above.title, urls[above.pk]] for above in line]


class Sources:
    """What is known of a batch of products."""

    def __init__(self, ids: list[int], tree: Tree) -> None:
        self.tree = tree
        self.products = list(Product.objects.filter(pk__in=ids, status__in=VISIBLE).select_related("brand"))
        found = [product.pk for product in self.products]
        store = current_store()
        self.currency = store.currency
        self.shows_tax = store.tax_display == store.Tax.INCLUDED
        self.is_gross = base_basis(self.currency) == "gross"
        self.copies = copies_of(found)
        self.categories, self.places, self.trails = placed(found, tree)
        self.parts = Parts(found)
        self.parts.read()
        classes = {v.pk: product.tax_class for product in self.products for v in self.parts.variants.get(product.pk, ())}
        variants = [variant for own in self.parts.variants.values() for variant in own]
        wanted = [Wanted(variant.pk, variant.min_quantity) for variant in variants]
        quotes = resolve_prices(wanted, buyer=anyone(), at=timezone.now(), currency=self.currency, tax_classes=classes)
        self.quotes = {pk: quote for pk, quote in quotes.items() if isinstance(quote, PriceQuote)}
        self.stock = availability(variant.pk for variant in variants)
        self.ratings = ratings_of(found)
        self.pictures = ready_pictures(own[0][0] for own in self.parts.images.values())
        self.sold: dict[int, int] = dict(
            OrderLine.objects.filter(variant__product__in=found).values_list("variant__product").annotate(sold=Sum("quantity"))
        )


def copies_of(ids: list[int]) -> Copies:
    """The live words of each product by locale."""
    found: Copies = defaultdict(dict)
    for copy in ProductCopy.objects.filter(product__in=ids, live=True).select_related("locale"):
        found[copy.product_id][copy.locale_id] = copy
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
    placements = ProductPlacement.objects.filter(product__in=ids).select_related("category").order_by("sort_order", "pk")
    categories: Categories = defaultdict(set)
    places: Places = defaultdict(dict)
    trails: Trails = {}
    for placement in placements:
        for locale in tree.locales:
            page = tree.by_key.get((placement.category.translation_key, locale.pk))
            if page is None:
                continue
            key = placement.product_id, locale.pk
            categories[key].update(above.pk for above in tree.lines[page.pk])
            if placement.rank:
                places[key][page.pk] = placement.rank
            trails.setdefault(key, tree.trails[page.pk])
    return categories, places, trails
