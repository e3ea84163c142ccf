"""What shoppers look for: words by day and language. Nothing says who searched; what looks like a person's address is not kept."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from commerce.storefront.models import SearchCount
from commerce.storefront.search.words import folded, phrase_of

KEPT = timedelta(days=400)
POPULAR_SINCE, POPULAR_AT_LEAST, MOST_POPULAR = timedelta(days=30), 3, 300
POPULAR_FOR = 3600
# An e-mail address, a web address, or ten figures and more such as a telephone or card number.
PERSONAL = re.compile(r"@|://|www\.|(?:\d[\s()+./-]*){10,}")
ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|headless|curl|wget|python|java/", re.IGNORECASE)

COUNT = """
INSERT INTO {table} (day, locale_id, words, searches, clicks, found) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day, locale_id, words) DO UPDATE SET searches = {table}.searches + excluded.searches,
    clicks = {table}.clicks + excluded.clicks, found = excluded.found
"""


def countable(text: str) -> str:
    """The words as they are counted; nothing where there are none, or where they may be somebody's address or number."""
    return "" if PERSONAL.search(text) else phrase_of(text)


def is_robot(user_agent: str) -> bool:
    """Whether a programme says that it is one. Most never run the script that counts."""
    return not user_agent or bool(ROBOT.search(user_agent))


def count_search(*, words: str, locale_id: int, found: int, is_click: bool = False, day: date | None = None) -> None:
    """One search more for these words on a day (today), or one click on a result of theirs."""
    table = connection.ops.quote_name(SearchCount._meta.db_table)
    row: list[Any] = [day or timezone.localdate(), locale_id, words, int(not is_click), int(is_click), found]
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=table), row)


def forget_old_searches(*, today: date | None = None) -> int:
    """Drop what is older than 400 days; how many rows."""
    return SearchCount.objects.filter(day__lt=(today or timezone.localdate()) - KEPT).delete()[0]


def popular_terms(typed: str, *, locale_id: int, most: int = 4) -> list[str]:
    """What others searched for lately, with results, that begins like what is typed; most frequent first. One query an hour."""
    terms: Sequence[str] = cache.get_or_set(f"search-terms.{locale_id}", lambda: read_popular(locale_id), POPULAR_FOR) or ()
    begun = folded(typed)
    return [term for term in terms if term != begun and (term.startswith(begun) or f" {begun}" in term)][:most]


def read_popular(locale_id: int) -> tuple[str, ...]:
    """Searched for three times or more in a month, so that no single person's words are shown to others."""
    since = timezone.localdate() - POPULAR_SINCE
    rows = SearchCount.objects.filter(locale=locale_id, day__gte=since, found__gt=0).values("words")
    counted = rows.annotate(total=Sum("searches")).filter(total__gte=POPULAR_AT_LEAST).order_by("-total", "words")
    return tuple(counted.values_list("words", flat=True)[:MOST_POPULAR])
