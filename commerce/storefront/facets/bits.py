"""Sets of small whole numbers as one big integer each: bit p is set where p belongs to the set. Pure."""

import re
from collections.abc import Iterable

NOT_ZERO = re.compile(rb"[^\x00]")
BITS_OF_BYTE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_of(positions: Iterable[int]) -> int:
    """The set of these positions; [0, 3] is 0b1001."""
    found = positions if isinstance(positions, list) else list(positions)
    if not found:
        return 0
    raw = bytearray((max(found) >> 3) + 1)
    for position in found:
        raw[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(raw, "little")


def positions_of(bits: int) -> list[int]:
    """The positions of a set, ascending; the time it takes grows with their number, hardly with the size of the set."""
    raw = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    found: list[int] = []
    for match in NOT_ZERO.finditer(raw):
        start = match.start() << 3
        found += [start + bit for bit in BITS_OF_BYTE[raw[match.start()]]]
    return found


def counts(within: int, sets: Iterable[int]) -> tuple[int, ...]:
    """How many each of the sets has in common with the set `within`."""
    return tuple([(within & bits).bit_count() for bits in sets])
