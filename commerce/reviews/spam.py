"""How much a text looks like advertising. Pure; the rules with their numbers stand in docs/reviews.md."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MOST = 100
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[a-z0-9-]+\.(?:com|net|org|info|biz|ru|cn|top|xyz|shop|site|online|click)\b", re.IGNORECASE
)
MARKUP = re.compile(r"<\s*a\s|\[url|\[link", re.IGNORECASE)
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w.])\+?\d(?:[ ()/-]{0,2}\d){8,14}(?!\w)")
REPEATED = re.compile(r"(\S)\1{4,}")
WORDS = re.compile(
    r"\b(?:casinos?|gambling|viagra|cialis|payday loans?|backlinks?|seo services?|forex|crypto signals?|bitcoin|escorts?|porn|xxx|"
    r"onlyfans|whatsapp|telegram|make money|work from home|weight loss|replica watch(?:es)?|buy followers)\b",
    re.IGNORECASE,
)
REASONS = {
    "address": _("web addresses"),
    "contact": _("telephone number or e-mail address"),
    "markup": _("markup of links"),
    "repeated": _("repeated letters"),
    "capitals": _("capitals"),
    "short": _("very short"),
    "words": _("words of advertising"),
    "again": _("sent before"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """`points` from 0 to 100, and the names of the rules that gave them."""

    points: int
    reasons: tuple[str, ...]


def score(text: str, *, sent_before: bool = False) -> Score:
    """The spam score of a text. `sent_before`: whether the same words came before."""
    given = [(name, points) for name, rule in RULES if (points := rule(text))]
    if sent_before:
        given.append(("again", 50))
    return Score(min(MOST, sum(points for _name, points in given)), tuple(name for name, _points in given))


def capitals(text: str) -> int:
    """15 for a text of more than 60 % capitals, from 20 letters on."""
    letters = [letter for letter in text if letter.isalpha()]
    return 15 if len(letters) >= 20 and sum(letter.isupper() for letter in letters) > 0.6 * len(letters) else 0


def short(text: str) -> int:
    """10 for fewer than 10 letters."""
    return 10 if sum(letter.isalpha() for letter in text) < 10 else 0


RULES: tuple[tuple[str, Callable[[str], int]], ...] = (
    ("address", lambda text: min(75, 25 * len(ADDRESS.findall(text)))),
    ("contact", lambda text: 15 if CONTACT.search(text) else 0),
    ("markup", lambda text: 40 if MARKUP.search(text) else 0),
    ("repeated", lambda text: 10 if REPEATED.search(ADDRESS.sub("", text)) else 0),
    ("capitals", capitals),
    ("short", short),
    ("words", lambda text: min(60, 30 * len(WORDS.findall(text)))),
)


def mark_of(text: str) -> str:
    """A short digest of the words alone: without case, blanks and punctuation. Nothing for a text without any."""
    words = "".join(letter for letter in text.casefold() if letter.isalnum())
    return hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest() if words else ""


def told(reasons: Iterable[str]) -> str:
    """The rules in words of the active language."""
    return ", ".join(str(REASONS.get(name, name)) for name in reasons)
