"""What editors tuned, and where else a search may lead: synonyms, promoted results, categories, brands.

Read once after a change of the store and held in the process: a search asks for none of it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef

from commerce.catalogue.models import Brand, CategoryPage, Product
from commerce.catalogue.states import LISTED
from commerce.kernel.ordering import LAST
from commerce.storefront.brands import BrandAddresses, brand_addresses
from commerce.storefront.models import PromotedSearch, SynonymGroup
from commerce.storefront.search.words import folded, phrases_of, plain
from sites.content.generation import cached
from sites.content.pages import ContactPage

# A title's word of more than three letters may be typed with so many more.
ENDING, SHORTEST_ENDED = 2, 3

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """For each phrase (small letters, no accents) the phrases that are searched for as well."""

    table: dict[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    longest: int = 1

    def units(self, words: Sequence[str]) -> list[tuple[Phrase, ...]]:
        """The words, those that have synonyms together with them: each unit is the phrase typed and its equals.

        The longest phrase from the left wins: with `sim = simkaart` and `sim card = simkaart`, `sim card` is one unit.
        """
        units: list[tuple[Phrase, ...]] = []
        place = 0
        while place < len(words):
            length = next(
                (n for n in range(min(self.longest, len(words) - place), 0, -1) if self._equals(words[place : place + n])), 1
            )
            typed = tuple(words[place : place + length])
            units.append((typed, *self._equals(typed)))
            place += length
        return units

    def _equals(self, words: Sequence[str]) -> tuple[Phrase, ...]:
        return self.table.get(tuple(map(folded, words)), ())


@dataclass(frozen=True, slots=True)
class Promotion:
    """What stands first for a search."""

    product_ids: tuple[int, ...] = ()
    message: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A category or a brand: its words decide whether a search leads there."""

    title: str
    url: str
    words: Phrase


class Places:
    """Categories or brands, by the words of their titles: what a search costs does not grow with how many there are."""

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.places = tuple(places)
        self.by_word: dict[str, set[int]] = defaultdict(set)
        for number, place in enumerate(self.places):
            for word in place.words:
                self.by_word[word].add(number)
        self.words = sorted(self.by_word)

    def suiting(self, typed: Sequence[str], *, most: int) -> tuple[Place, ...]:
        """Those of which each typed word begins a word, or is one with another ending (`sensors`, `sensor`); the shortest titles
        first, at most so many.
        """
        found = set(range(len(self.places))) if typed else set()
        for asked in typed:
            found &= self._having(asked)
            if not found:
                return ()
        shortest = sorted(found, key=lambda number: (len(self.places[number].words), number))
        return tuple(self.places[number] for number in shortest[:most])

    def _having(self, asked: str) -> set[int]:
        begun = self.words[bisect_left(self.words, asked) : bisect_left(self.words, asked + LAST)]
        ended = [asked[:-letters] for letters in range(1, ENDING + 1) if len(asked) - letters > SHORTEST_ENDED]
        return {number for word in (*begun, *ended) for number in self.by_word.get(word, ())}


@dataclass(frozen=True, slots=True)
class Tuning:
    """All of it, in one language."""

    synonyms: Synonyms = field(default_factory=Synonyms)
    promotions: dict[str, Promotion] = field(default_factory=dict)
    categories: Places = field(default_factory=Places)
    brands: Places = field(default_factory=Places)
    contact_url: str = ""
    # All words in the titles of categories and brands: a mistyped one may be meant.
    place_words: frozenset[str] = frozenset()


def tuning(locale_id: int) -> Tuning:
    """What holds now in a language. No query while nothing of the store has changed."""
    found: Tuning = cached(f"search-tuning.{locale_id}", lambda: read_tuning(locale_id))
    return found


def read_tuning(locale_id: int) -> Tuning:
    """From the tables: one query while nothing but goods has changed, which may be the first or the last of a brand; else seven
    at most.
    """
    lasting, addresses = cached(f"search-lasting.{locale_id}", lambda: read_lasting(locale_id), frame=True)
    brands = read_brands(addresses)
    return replace(lasting, brands=Places(brands), place_words=lasting.place_words | words_of_places(brands))


def read_lasting(locale_id: int) -> tuple[Tuning, BrandAddresses]:
    """All but the brands, of which it is known where they are."""
    contact = ContactPage.objects.live().public().filter(locale=locale_id).first()
    categories = read_categories(locale_id)
    lasting = Tuning(
        synonyms=read_synonyms(locale_id),
        promotions=read_promotions(locale_id),
        categories=Places(categories),
        contact_url=(contact.url or "") if contact else "",
        place_words=words_of_places(categories),
    )
    return lasting, brand_addresses(locale_id)


def words_of_places(places: Sequence[Place]) -> frozenset[str]:
    """All words of their titles."""
    return frozenset(word for place in places for word in place.words)


def read_synonyms(locale_id: int) -> Synonyms:
    """Both ways where only words are given, one way where it says what they find also."""
    table: dict[Phrase, list[Phrase]] = {}
    for words, means in SynonymGroup.objects.filter(locale=locale_id).order_by("pk").values_list("words", "means"):
        group = [tuple(phrase.split()) for phrase in phrases_of(words)]
        found = [tuple(phrase.split()) for phrase in phrases_of(means)]
        for phrase in group:
            table.setdefault(phrase, []).extend(found or [other for other in group if other != phrase])
    return Synonyms({phrase: tuple(equals) for phrase, equals in table.items()}, max(map(len, table), default=1))


def read_promotions(locale_id: int) -> dict[str, Promotion]:
    """By each phrase that they are for."""
    promotions: dict[str, Promotion] = {}
    rows = PromotedSearch.objects.filter(locale=locale_id).select_related("page").prefetch_related("products")
    for row in rows:
        page = row.page if row.page and row.page.live and not row.page.get_view_restrictions().exists() else None
        promotion = Promotion(
            tuple(product.product_id for product in row.products.all()),
            row.message or (page.title if page else ""),
            (page.url or "") if page else "",
        )
        promotions |= dict.fromkeys(phrases_of(row.words), promotion)
    return promotions


def read_categories(locale_id: int) -> tuple[Place, ...]:
    """Live categories that everyone may see, in the order of the tree."""
    pages = CategoryPage.objects.live().public().filter(locale=locale_id).order_by("path").defer_streamfields()
    return tuple(Place(page.title, page.url or "", words_in(page.title)) for page in pages)


def read_brands(addresses: BrandAddresses) -> tuple[Place, ...]:
    """Brands of listed products."""
    listed = Exists(Product.objects.filter(brand=OuterRef("pk"), status__in=LISTED))
    brands = Brand.objects.filter(listed).order_by("name").values_list("pk", "name", "slug")
    return tuple(Place(name, addresses.of(pk, slug), words_in(name)) for pk, name, slug in brands)


def words_in(title: str) -> Phrase:
    """The words of a title, as they are compared."""
    return tuple(folded(plain(title)).split())
