"""The verb of this package: what a search finds."""

from dataclasses import dataclass, replace

from commerce.catalogue.models import Variant
from commerce.storefront.models import ShelfItem
from commerce.storefront.search.corrections import corrected
from commerce.storefront.search.matching import Matches, match
from commerce.storefront.search.pages import PageHit
from commerce.storefront.search.tuning import Place, Promotion, Tuning, tuning
from commerce.storefront.search.understanding import Understood, understand
from commerce.storefront.search.words import SHORTEST_CODE, code_of, folded, phrase_of
from sites.content.generation import generation_of
from sites.tenants.context import current_store
from sites.tenants.near import Near

MOST_PLACES = 6
MINUTE = 60
# By (store code, generation, locale, literally, text).
_near = Near(most=300)
NOTHING_PROMOTED = Promotion()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    `product_ids` are best first, promoted ones before all. `meant` is what was searched for instead of what was typed, where
    that found nothing. `jump` is the (product, variant) whose code was typed in full.
    """

    text: str
    meant: str = ""
    product_ids: tuple[int, ...] = ()
    is_cut: bool = False
    promotion: Promotion = NOTHING_PROMOTED
    categories: tuple[Place, ...] = ()
    brands: tuple[Place, ...] = ()
    jump: tuple[int, int] | None = None
    pages: tuple[PageHit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no product was found."""
        return not self.product_ids

    @property
    def leads_somewhere(self) -> bool:
        """Whether a product, category or brand was found."""
        return bool(self.product_ids or self.categories or self.brands)


def find(text: str, *, locale_id: int, language: str, literally: bool = False) -> Found:
    """What `text` finds in a language: one statement, two where a word is new, five where nothing is found as typed; none for a
    minute afterwards, as long as the generation stays, because facets, sorts and further pages ask for the same words again.

    `literally` puts nothing right: the shopper has asked for exactly these words.
    """
    code = current_store().code
    place = code, generation_of(code), locale_id, literally, text
    found: Found | None = _near.get(place)
    if found is None:
        found = search_for(text, locale_id=locale_id, language=language, literally=literally)
        _near.set(place, found, seconds=MINUTE)
    return found


def search_for(text: str, *, locale_id: int, language: str, literally: bool) -> Found:
    """As `find`, from the tables."""
    tuned = tuning(locale_id)
    understood = understand(text, locale_id=locale_id, language=language, synonyms=tuned.synonyms)
    if not understood.words:
        return Found(text)
    matches = match(understood, locale_id=locale_id, language=language, begun=code_begun(text), whole=codes_typed(text))
    found = _answer(text, understood, tuned, matches)
    if found.leads_somewhere or literally or not understood.unknown:
        return found
    words = corrected(understood.words, understood.unknown, locale_id=locale_id, places=tuned.place_words)
    if words is None:
        return found
    meant = " ".join(words)
    again = understand(meant, locale_id=locale_id, language=language, synonyms=tuned.synonyms)
    instead = _answer(text, again, tuned, match(again, locale_id=locale_id, language=language))
    return replace(instead, meant=meant, jump=None) if instead.leads_somewhere else found


def _answer(text: str, understood: Understood, tuned: Tuning, matches: Matches) -> Found:
    promotion = tuned.promotions.get(phrase_of(" ".join(understood.words)), NOTHING_PROMOTED)
    typed = [folded(word) for word in understood.words]
    exact = {product for product, _variant in matches.exact}
    return Found(
        text=text,
        product_ids=tuple(dict.fromkeys((*promotion.product_ids, *matches.product_ids))),
        is_cut=matches.is_cut,
        promotion=promotion,
        categories=tuned.categories.suiting(typed, most=MOST_PLACES),
        brands=tuned.brands.suiting(typed, most=MOST_PLACES),
        jump=matches.exact[0] if len(exact) == 1 else None,
        pages=matches.pages,
    )


def code_begun(text: str) -> str:
    """What was typed as the beginning of a code: one word, or several with a figure among them; else nothing."""
    code = code_of(text)
    if len(code) < SHORTEST_CODE or not code.isascii():
        return ""
    return code if len(text.split()) == 1 or any(letter.isdigit() for letter in code) else ""


def codes_typed(text: str) -> list[str]:
    """The ways in which what was typed may be kept as a code: a GTIN also with and without leading zeros."""
    code = code_of(text)
    if len(code) < SHORTEST_CODE:
        return []
    if not code.isascii() or not code.isdigit():
        return [code]
    return sorted({code, code.lstrip("0").zfill(12), code.lstrip("0").zfill(13), code.lstrip("0").zfill(14)})


def jump_target(jump: tuple[int, int], *, locale_id: int) -> tuple[str, int | None] | None:
    """(slug, variant) of the product whose code was typed; the variant where it is one of several. None: it is not listed."""
    product, variant = jump
    slug = ShelfItem.objects.filter(product=product, locale=locale_id, listed=True).values_list("slug", flat=True).first()
    if slug is None:
        return None
    variants = list(Variant.objects.filter(product=product, is_active=True).values_list("pk", "sku")[:2])
    return slug, variant if len(variants) > 1 else None
