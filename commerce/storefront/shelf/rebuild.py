"""Making shelf rows from the source tables, a batch of products in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Locale

from commerce.catalogue.models import CategoryPage, Product, ProductCopy, ProductPlacement
from commerce.catalogue.states import LISTED
from commerce.orders.models import OrderLine
from commerce.stock.selectors import NOTHING, Available, availability
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.facts import card_facts, facts_by_group
from commerce.storefront.shelf.languages import configuration
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, resolve_prices
from sites.content.generation import bump_generation
from sites.tenants.context import current_store
from sites.tenants.languages import default_language

BATCH = 200
WORDY = ("rich_text", "heading", "quote")
BEST_FIRST = ("in_stock", "low_stock", "backorder", "out_of_stock")


def rebuild_shelf() -> int:
    """Make the whole shelf again; how many products are on it."""
    ShelfItem.objects.exclude(product__status__in=LISTED).delete()
    ids = list(Product.objects.filter(status__in=LISTED).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        shelve(ids[start : start + BATCH])
    return len(ids)


@transaction.atomic
def shelve(product_ids: Iterable[int]) -> None:
    """Make the rows of these products again; those that are not listed lose theirs."""
    ids = sorted(set(product_ids))
    # Two at once for one product queue here, in one order, instead of both inserting its row.
    list(Product.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    products = list(
        Product.objects.filter(pk__in=ids, status__in=LISTED)
        .select_related("brand")
        .prefetch_related("images", "values__attribute", "values__choice", "variants__values__choice")
    )
    locales = list(Locale.objects.all())
    sources = _Sources(products, locales)
    rows = [row for product in products for row in _rows(product, sources, locales)]
    ShelfItem.objects.filter(product__in=ids).delete()
    made = ShelfItem.objects.bulk_create(rows)
    write_vectors([row.pk for row in made])
    bump_generation()


class _Sources:
    """All that the rows of a batch are made of."""

    def __init__(self, products: list[Product], locales: list[Locale]) -> None:
        ids = [product.pk for product in products]
        self.currency = current_store().currency
        self.copies = _copies(ids)
        self.categories, self.trails = _categories(ids, locales)
        variants = [variant for product in products for variant in product.variants.all() if variant.is_active]
        wanted = [Wanted(variant.pk, variant.min_quantity) for variant in variants]
        quotes = resolve_prices(wanted, buyer=anyone(), at=timezone.now(), currency=self.currency)
        self.quotes = {pk: quote for pk, quote in quotes.items() if isinstance(quote, PriceQuote)}
        self.stock = availability(variant.pk for variant in variants)
        self.sold = dict(
            OrderLine.objects.filter(variant__product__in=ids).values_list("variant__product").annotate(sold=Sum("quantity"))
        )


def _copies(ids: list[int]) -> dict[int, dict[int, ProductCopy]]:
    found: dict[int, dict[int, ProductCopy]] = defaultdict(dict)
    for copy in ProductCopy.objects.filter(product__in=ids, live=True).select_related("locale"):
        found[copy.product_id][copy.locale_id] = copy
    return found


Ranks = dict[tuple[int, int], dict[int, int]]
Trails = dict[tuple[int, int], list[list[str]]]


def _categories(ids: list[int], locales: list[Locale]) -> tuple[Ranks, Trails]:
    """By (product, locale): category page id -> rank, ancestors included, so that a category lists what is below it; and
    the way to the first category, [title, url] from the top down.
    """
    placements = ProductPlacement.objects.filter(product__in=ids).select_related("category").order_by("sort_order", "pk")
    pages = list(CategoryPage.objects.live().defer_streamfields())
    by_key = {(page.translation_key, page.locale_id): page for page in pages}
    by_path = {page.path: page for page in pages}
    ranks: Ranks = defaultdict(dict)
    trails: Trails = {}
    for placement in placements:
        for locale in locales:
            page = by_key.get((placement.category.translation_key, locale.pk))
            if page is None:
                continue
            key = placement.product_id, locale.pk
            starts = range(page.steplen, len(page.path) + 1, page.steplen)
            line = [by_path[page.path[:length]] for length in starts if page.path[:length] in by_path]
            for above in line:
                ranks[key].setdefault(above.pk, placement.rank)
            ranks[key][page.pk] = placement.rank
            trails.setdefault(key, [[above.title, above.url or ""] for above in line])
    return ranks, trails


def _rows(product: Product, sources: _Sources, locales: list[Locale]) -> list[ShelfItem]:
    copies = sources.copies.get(product.pk, {})
    fallback = next((copy for copy in copies.values() if copy.locale.language_code == default_language()), None)
    rows = []
    for locale in locales:
        copy = copies.get(locale.pk) or fallback
        if copy is not None:
            rows.append(_row(product, copy, locale, sources))
    return rows


def _row(product: Product, copy: ProductCopy, locale: Locale, sources: _Sources) -> ShelfItem:
    variants = [variant for variant in product.variants.all() if variant.is_active]
    quotes = [sources.quotes[variant.pk] for variant in variants if variant.pk in sources.quotes]
    cheapest = min(quotes, key=lambda quote: quote.unit.amount, default=None)
    ranks = sources.categories.get((product.pk, locale.pk), {})
    images = list(product.images.all())
    language = locale.language_code
    values = [*product.values.all(), *(value for variant in variants for value in variant.values.all())]
    skus = [variant.sku for variant in variants]
    brand = product.brand.name if product.brand else ""
    labels = " ".join(
        sorted({text for value in values if value.choice for text in (value.choice.labels.get(language),) if text})
    )
    return ShelfItem(
        product=product,
        locale=locale,
        name=copy.name,
        slug=copy.slug,
        summary=copy.summary,
        brand=brand,
        specs=card_facts(product, language),
        details={
            "specs": facts_by_group(product, language),
            "categories": sources.trails.get((product.pk, locale.pk), []),
            "alternates": [[own.locale.language_code, own.slug] for own in sources.copies.get(product.pk, {}).values()],
        },
        picture_id=images[0].image_id if images else None,
        picture_alt=(images[0].captions.get(language) or copy.name) if images else "",
        category_ids=sorted(ranks),
        ranks={str(pk): rank for pk, rank in ranks.items()},
        choice_ids=sorted({value.choice_id for value in values if value.choice_id}),
        skus=[sku.upper() for sku in skus],
        words_of_name=copy.name,
        words_of_keys=" ".join(
            [*skus, *(v.gtin for v in variants if v.gtin), *(v.mpn for v in variants if v.mpn), brand, labels]
        ),
        words_of_text=f"{copy.summary} {plain_words(copy)}",
        price=cheapest.unit.amount if cheapest else None,
        compare_at=cheapest.compare_at.amount if cheapest and cheapest.compare_at else None,
        price_varies=len({quote.unit.amount for quote in quotes}) > 1,
        tax_rate=cheapest.rate if cheapest else Decimal(0),
        currency=sources.currency,
        availability=best_availability([sources.stock.get(variant.pk, NOTHING) for variant in variants]),
        live_since=product.live_since,
        popularity=sources.sold.get(product.pk, 0),
    )


def plain_words(copy: ProductCopy) -> str:
    """The words of a description, without markup: what search may find."""
    wordy = (child.value for child in copy.body if child.block_type in WORDY)
    return " ".join(strip_tags(str(value.source if hasattr(value, "source") else value.get("text", ""))) for value in wordy)


def best_availability(stocks: list[Available]) -> str:
    """The best state of a product's variants: one in stock is enough to be in stock."""
    codes = {stock.code for stock in stocks}
    return next((code for code in BEST_FIRST if code in codes), "out_of_stock")


def write_vectors(ids: list[int]) -> None:
    """Compute the search vectors of these rows, each in its own language's stemming, in one statement a language."""
    table = connection.ops.quote_name(ShelfItem._meta.db_table)
    for pk, language in Locale.objects.values_list("pk", "language_code"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"""UPDATE {table} SET vector =
                    setweight(to_tsvector(%(config)s::regconfig, words_of_name), 'A') ||
                    setweight(to_tsvector('simple', words_of_keys), 'B') ||
                    setweight(to_tsvector(%(config)s::regconfig, words_of_keys), 'B') ||
                    setweight(to_tsvector(%(config)s::regconfig, words_of_text), 'C')
                    WHERE id = ANY(%(ids)s) AND locale_id = %(locale)s""",  # noqa: S608 - the table name is ours
                {"config": configuration(language), "ids": ids, "locale": pk},
            )
