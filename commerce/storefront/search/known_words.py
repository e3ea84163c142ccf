"""The words that stand on the shelf, kept so that begun ones can be finished and mistyped ones put right."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wagtail.models import Locale

from commerce.kernel.written import Written
from commerce.storefront.models import KnownWord, ShelfItem
from commerce.storefront.search.compounds import note_endings
from commerce.storefront.search.spelling import keys_of
from commerce.storefront.search.words import plain
from commerce.storefront.search_models import LONGEST_WORD

FIELDS = ("locale_id", "words_of_name", "words_of_keys", "words_of_facts", "summary")
SHORTEST = 3
BATCH = 2000

Row = tuple[int, str, str, str, str]
WORDED = Written(lambda ids: ShelfItem.objects.filter(pk__among=ids, listed=True).order_by().values_list(*FIELDS))


def counted(rows: Iterable[tuple[Any, ...]]) -> dict[int, Counter[str]]:
    """By language: in how many rows each word stands. Words are letters only: a number or an SKU is never put right."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for locale, *texts, summary in rows:
        words = set(" ".join([*texts, plain(summary)]).casefold().split())
        counts[locale].update(word for word in words if SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha())
    return counts


def learn_words(item_ids: Sequence[int], *, languages: Mapping[int, str]) -> None:
    """Add what is new in these rows, `languages` being those of the store by their id.

    Words that have gone are forgotten when the whole shelf is made again.
    """
    for locale, words in counted(WORDED(item_ids)).items():
        known = set(KnownWord.objects.filter(locale=locale, word__in=list(words)).values_list("word", flat=True))
        new = {word: count for word, count in words.items() if word not in known}
        if new:
            add(locale, new)
            note_endings(locale_id=locale, language=languages[locale], words=sorted(new))


def relearn_words() -> None:
    """Count all words again; writes only what has changed."""
    counts = counted(every_row())
    languages: dict[int, str] = dict(Locale.objects.values_list("pk", "language_code"))
    for locale in {*counts, *KnownWord.objects.values_list("locale_id", flat=True).distinct()}:
        now = counts.get(locale, Counter())
        held = {
            word: (pk, products)
            for pk, word, products in KnownWord.objects.filter(locale=locale).values_list("pk", "word", "products")
        }
        KnownWord.objects.filter(pk__in=[pk for word, (pk, _) in held.items() if word not in now]).delete()
        changed = [
            KnownWord(pk=pk, products=now[word])
            for word, (pk, products) in held.items()
            if word in now and now[word] != products
        ]
        KnownWord.objects.bulk_update(changed, ["products"], batch_size=BATCH)
        add(locale, {word: count for word, count in now.items() if word not in held})
        note_endings(locale_id=locale, language=languages[locale])


def add(locale: int, words: dict[str, int]) -> None:
    """Remember these words, each on so many products."""
    KnownWord.objects.bulk_create(
        (
            KnownWord(locale_id=locale, word=word, products=count, keys=keys_of(word, edits=2))
            for word, count in sorted(words.items())
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def every_row() -> Iterable[Row]:
    """The words of all listed rows, a batch at a time."""
    return ShelfItem.objects.filter(listed=True).values_list(*FIELDS).iterator(chunk_size=BATCH)
