"""Putting mistyped words right. Pure.

Two words within two edits of each other share at least one remainder when up to two letters are left out of each. So a word is
kept with the checksums of its remainders, and its neighbours are found through an index on them, however many words there are;
`distance` then decides. Only the first seven letters are left out from, which keeps the number of remainders below thirty.
"""

import zlib
from collections.abc import Iterable
from itertools import combinations

PREFIX = 7
SHORTEST = 4


def edits_allowed(word: str) -> int:
    """How many edits may lie between what was typed and what was meant: 0 below four letters, 1 up to five, else 2."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) <= 5 else 2


def keys_of(word: str, *, edits: int | None = None) -> list[int]:
    """Checksums (signed, 32 bits) of what is left of the word's beginning without up to `edits` of its letters.

    A known word is kept with two edits, whatever its length: a longer one may have been meant.
    """
    start = word[:PREFIX]
    most = edits_allowed(word) if edits is None else edits
    left = {
        "".join(letter for place, letter in enumerate(start) if place not in gone)
        for count in range(most + 1)
        for gone in map(set, combinations(range(len(start)), count))
    }
    return sorted({checksum(rest) for rest in left if rest})


def checksum(text: str) -> int:
    """A number that fits PostgreSQL's integer. Two texts may share one: `distance` tells them apart."""
    number = zlib.crc32(text.encode())
    return number - 2**32 if number >= 2**31 else number


def distance(one: str, other: str, *, most: int) -> int:
    """Letters to change, add, leave out or swap with their neighbour to make one word of the other; `most` + 1 where more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, last = before, row
        row = [i]
        for j, match in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return min(row[-1], most + 1)


def nearest(typed: str, known: Iterable[tuple[str, int]]) -> str | None:
    """The word that was probably meant: fewest edits, then the same first letter, then on most products. None: none is near.

    `known` are (word, products).
    """
    most = edits_allowed(typed)
    letters = set(typed)
    near = []
    for word, products in known:
        # An edit brings at most one letter and takes at most one: this spares most words the closer look.
        if len(letters.symmetric_difference(word)) > 2 * most:
            continue
        apart = distance(typed, word, most=most)
        if 0 < apart <= most:
            near.append((apart, word[0] != typed[0], -products, word))
    return min(near)[3] if near else None
