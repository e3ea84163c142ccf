"""What a shopper has chosen, as it stands in the address: `?band=868-mhz,915-mhz&price=10-50&sort=price&page=2`.

Whatever the address says that means nothing here is left out; what looks like a number and is none is told to the shopper.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from commerce.catalogue.typing_numbers import BLANKS, MINUS
from commerce.storefront.facets.definitions import RANGE, RATING, Facet
from commerce.storefront.facets.index import Pick

SIZES = (24, 48, 96)
GRID, LIST = "grid", "list"
VIEWS = (GRID, LIST)
MOST_VALUES, LONGEST, LONGEST_NUMBER = 60, 2000, 20
# "10-50", "10-" (from 10), "-50" (up to 50), "-40--10" (below zero).
SPAN = re.compile(r"^(-?\d{1,12}(?:[.,]\d{1,6})?)?-(-?\d{1,12}(?:[.,]\d{1,6})?)?$", re.ASCII)
# Thousands by what may stand between them.
GROUPED = {sign: re.compile(rf"^-?[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+$", re.ASCII) for sign in ".,"}
Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A state of a listing. `values` and `bounds` are by facet code; what is left at its first value is empty or None."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    show: int = SIZES[0]
    view: str = GRID
    notices: tuple[str, ...] = ()
    # What was typed into the two fields of a range and is no number: it stays there to be corrected.
    typed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_filtered(self) -> bool:
        """Whether any facet is chosen."""
        return bool(self.values or self.bounds)

    @property
    def start(self) -> int:
        """How many stand on the pages before."""
        return (self.page - 1) * self.show

    def without(self, facet: str, value: str | None = None) -> "Chosen":
        """The same without one value of a facet, or without the facet; on the first page."""
        left = tuple(code for code in self.values.get(facet, ()) if value is not None and code != value)
        values = {name: codes for name, codes in self.values.items() if name != facet} | ({facet: left} if left else {})
        bounds = {name: pair for name, pair in self.bounds.items() if name != facet}
        return replace(self, values=values, bounds=bounds, page=1)

    def cleared(self) -> "Chosen":
        """The same without any facet."""
        return replace(self, values={}, bounds={}, page=1)

    def at(self, page: int) -> "Chosen":
        """Another page of the same."""
        return replace(self, page=page)

    def query(self, known: Mapping[str, str] | None = None) -> str:
        """The address from the question mark on; empty for the page itself. `known` (such as q) stands first and is kept."""
        pairs = list((known or {}).items())
        facets = {name: ",".join(sorted(codes)) for name, codes in self.values.items()}
        facets |= {name: span(pair) for name, pair in self.bounds.items()}
        pairs += sorted(facets.items())
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("show", str(self.show))] if self.show != SIZES[0] else []
        pairs += [("view", self.view)] if self.view != GRID else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return "?" + "&".join(f"{name}={quote_plus(value, safe=',-')}" for name, value in pairs) if pairs else ""

    def picks(self, facets: Iterable[Facet]) -> dict[str, Pick]:
        """What the index is asked, by facet code."""
        found: dict[str, Pick] = {}
        for facet in facets:
            if facet.kind == RANGE and (pair := self.bounds.get(facet.code)):
                least, most = pair
                found[facet.code] = Pick(
                    number=facet.number,
                    least=None if least is None else _up(facet.stored(least)),
                    most=None if most is None else _down(facet.stored(most)),
                )
            elif codes := self.values.get(facet.code):
                keys = tuple(key for value in facet.values if value.code in codes for key in value.keys)
                found[facet.code] = Pick(keys=keys)
        return found


def _up(value: Decimal) -> int:
    whole = int(value)
    return whole if whole >= value else whole + 1


def _down(value: Decimal) -> int:
    whole = int(value)
    return whole if whole <= value else whole - 1


def span(pair: Bounds) -> str:
    """(10, 50) as 10-50; an open end is left out."""
    return "-".join("" if number is None else f"{number.normalize():f}" for number in pair)


def read_chosen(given: QueryDict, facets: Iterable[Facet], sorts: Collection[str]) -> Chosen:
    """What an address asks for, as far as this listing knows it. Sorts, sizes and views that do not exist are the first ones."""
    values: dict[str, tuple[str, ...]] = {}
    bounds: dict[str, Bounds] = {}
    notices: list[str] = []
    typed: dict[str, tuple[str, str]] = {}
    for facet in facets:
        if facet.kind == RANGE:
            pair, understood = read_span(given, facet.code)
            if pair:
                bounds[facet.code] = pair
            if not understood:
                typed[facet.code] = typed_ends(given, facet.code)
                words = {"name": facet.label, "value": typed_span(given, facet.code)[:40]}
                notices.append(_("%(name)s “%(value)s” is no range of numbers, such as 10-50, and was left out.") % words)
        elif asked := given.getlist(facet.code):
            wanted = {code for part in asked for code in part[:LONGEST].split(",")[:MOST_VALUES]}
            codes = tuple(value.code for value in facet.values if value.code in wanted)
            if codes:
                values[facet.code] = codes[-1:] if facet.kind == RATING else codes
    show, view, sort = given.get("show", ""), given.get("view", ""), given.get("sort", "")
    return Chosen(
        values=values,
        bounds=bounds,
        sort=sort if sort in sorts else "",
        page=read_page(given.get("page")),
        show=int(show) if show in {str(size) for size in SIZES} else SIZES[0],
        view=view if view in VIEWS else GRID,
        notices=tuple(notices),
        typed=typed,
    )


def read_page(raw: str | None) -> int:
    """A page number; nonsense is page 1."""
    return max(1, int(raw)) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 1


def read_span(given: QueryDict, name: str) -> tuple[Bounds | None, bool]:
    """The bounds of a range from `name=10-50`, or from the two fields of the form, `name.from` and `name.to`; and whether what
    was given could be understood. Bounds the wrong way round are turned.
    """
    raw = given.get(name, "").strip()
    if raw:
        found = SPAN.match(raw)
        pair = (number(found[1]), number(found[2])) if found else (None, None)
        understood = found is not None and pair != (None, None)
    else:
        ends = [given.get(f"{name}.{end}", "").strip() for end in ("from", "to")]
        pair = (typed_bound(ends[0]), typed_bound(ends[1]))
        understood = all((value is not None) == bool(end) for value, end in zip(pair, ends, strict=True))
    if pair == (None, None):
        return None, understood
    if pair[0] is not None and pair[1] is not None and pair[0] > pair[1]:
        pair = (pair[1], pair[0])
    return pair, understood


def typed_span(given: QueryDict, name: str) -> str:
    """A range as it was typed, also into the two fields of the form."""
    return given.get(name, "").strip() or "-".join(end for end in typed_ends(given, name) if end)


def typed_ends(given: QueryDict, name: str) -> tuple[str, str]:
    """What was typed into each of the two fields, as far as a number could be as long."""
    if raw := given.get(name, "").strip():
        least, _dash, most = raw.partition("-")
    else:
        least, most = (given.get(f"{name}.{end}", "").strip() for end in ("from", "to"))
    return least[:LONGEST_NUMBER], most[:LONGEST_NUMBER]


def typed_bound(raw: str) -> Decimal | None:
    """A number as people type it on a page in the active language: `1.000` is a thousand in German and one in English, `1,5` one
    and a half in both, because no thousand looks like that. None for anything else.
    """
    bare = BLANKS.sub("", raw.translate(MINUS))
    point = get_format("DECIMAL_SEPARATOR")
    other = "." if point == "," else ","
    if (point in bare and other in bare[: bare.rfind(point)]) or GROUPED[other].match(bare):
        bare = bare.replace(other, "")
    elif GROUPED[point].match(bare) and bare.count(point) > 1:
        bare = bare.replace(point, "")
    return number(bare)


def number(raw: str | None) -> Decimal | None:
    """A number of the address, with a point or a comma before its places; None for anything else, and for what is absurdly
    large.
    """
    if not raw or len(raw) > LONGEST_NUMBER or not raw.isascii():
        return None
    try:
        value = Decimal(raw.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**12 else None
