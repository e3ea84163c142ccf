"""Words, codes and phrases as search compares them. Pure."""

import re
import unicodedata

MOST_LETTERS, MOST_WORDS = 120, 8
SHORTEST_CODE = 3
_NOT_A_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Small letters without accents: `Café` -> `cafe`. A letter that only looks accented in Unicode's eyes (ø) stays."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def plain(text: str) -> str:
    """Words with one blank between: no punctuation that PostgreSQL could take for a path, a number's sign or an address."""
    return _NOT_A_WORD.sub(" ", text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def words_of(text: str) -> list[str]:
    """The words of what somebody typed, in small letters: at most 120 letters and eight words are looked at."""
    return plain(text[:MOST_LETTERS]).casefold().split()[:MOST_WORDS]


def code_of(text: str) -> str:
    """An SKU, GTIN or part number as it is compared: `lds-02 a` -> `LDS02A`."""
    return plain(text).replace(" ", "").upper()[:64]


def phrase_of(text: str) -> str:
    """A search as it is counted and compared: small letters, without accents, one blank between words."""
    return folded(" ".join(words_of(text)))


def phrases_of(text: str) -> list[str]:
    """The phrases of a list with commas or lines between, each once."""
    found = (phrase_of(part) for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(phrase for phrase in found if phrase))
