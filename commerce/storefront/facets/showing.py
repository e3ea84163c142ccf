"""Facets with their counts as views, and chips for what is chosen."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from commerce.storefront.facets.chosen import Bounds, Chosen
from commerce.storefront.facets.definitions import CHOICES, RANGE, Facet
from commerce.storefront.facets.histogram import histogram_paths
from commerce.storefront.facets.index import PRICE, FacetIndex
from commerce.storefront.facets.subset import Subset
from commerce.storefront.facets.values import Chip, FacetView
from sites.tenants.context import current_store

LONG = 8
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Within:
    """What a facet is counted in: `base` is the listing without choices, `rest` what all other choices leave of it. `name` stands
    for the facet's values, `base_name` for them in this base, as long as the index stays.
    """

    base: Subset
    rest: Subset
    name: Hashable
    base_name: Hashable


def facet_view(index: FacetIndex, facet: Facet, within: Within, chosen: Chosen) -> FacetView | None:
    """The view of a facet; None where it offers no choice."""
    if facet.kind == RANGE:
        return range_view(index, facet, within.rest, chosen.bounds.get(facet.code), chosen.typed.get(facet.code, ("", "")))
    groups = [value.keys for value in facet.values]
    # Without a choice elsewhere, what there ever is is what there is.
    if within.rest is within.base:
        found = ever = index.counts(within.base, within.name, groups)
    else:
        # What the base has none of, no choice can bring.
        ever = index.remembered(("ever", within.base_name), lambda: index.counts(within.base, within.name, groups))
        found = index.counts(within.rest, within.name, groups, ever=ever)
    codes = chosen.values.get(facet.code, ())
    ticked = (
        frozenset(place for place, value in enumerate(facet.values) if ever[place] and value.code in codes) if codes else NONE
    )
    view = FacetView(facet.code, facet.label, facet.kind, facet.values, found, ticked, len(codes))
    if not codes and not _offers_choice(view, within.rest.size):
        return None
    return replace(view, is_long=True) if view.shown > LONG else view


def _offers_choice(view: FacetView, total: int) -> bool:
    if view.kind == CHOICES:
        return view.shown > 1
    return any(0 < count < total for count in view.counts)


def range_view(
    index: FacetIndex, facet: Facet, within: Subset, bounds: Bounds | None, typed: tuple[str, str] = ("", "")
) -> FacetView | None:
    """A range with its histogram; None where all have the same number, or none has any. `typed` is what stands in its fields
    instead of numbers.
    """
    numbers = index.numbers.get(facet.number) if facet.number is not None else None
    bars = numbers.histogram(within) if numbers is not None else []
    if len(bars) < 2 and bounds is None:
        return None
    highest = max((count for _low, _high, count in bars), default=1)
    shown = [(-(-100 * count // highest), bounds is None or _touches(facet, low, high, bounds)) for low, high, count in bars]
    outside, inside = histogram_paths(shown)
    least, most = bounds or (None, None)
    return FacetView(
        code=facet.code,
        label=facet.label,
        kind=RANGE,
        chosen=int(bounds is not None),
        bars=len(shown),
        bars_outside=outside,
        bars_inside=inside,
        least=typed[0] if least is None else tidy(least),
        most=typed[1] if most is None else tidy(most),
        floor=tidy(facet.shown(bars[0][0])) if bars else "",
        ceiling=tidy(facet.shown(bars[-1][1])) if bars else "",
        unit=unit_of(facet),
    )


def _touches(facet: Facet, low: int, high: int, bounds: Bounds) -> bool:
    """Whether a bar reaches into what is chosen."""
    least, most = bounds
    return (least is None or facet.shown(high) > least) and (most is None or facet.shown(low) <= most)


def unit_of(facet: Facet) -> str:
    """The unit as it is shown; the store's currency for prices."""
    return current_store().currency if facet.number == PRICE else facet.unit


def tidy(number: Decimal) -> str:
    """A number without needless noughts, at most four places, as the active language writes it: 2.50 is 2.5, or 2,5."""
    return f"{round(number, 4).normalize():f}".replace(".", get_format("DECIMAL_SEPARATOR"))


def chips_of(facets: Iterable[Facet], chosen: Chosen, known: Mapping[str, str]) -> tuple[Chip, ...]:
    """Each active filter, in the order of the facets, with the address without it."""
    chips = []
    for facet in facets:
        if pair := chosen.bounds.get(facet.code):
            chips.append(Chip(facet.label, range_words(pair, unit_of(facet)), chosen.without(facet.code).query(known)))
        ticked = chosen.values.get(facet.code, ())
        chips += [
            Chip(facet.label, value.label, chosen.without(facet.code, value.code).query(known))
            for value in facet.values
            if value.code in ticked
        ]
    return tuple(chips)


def range_words(pair: Bounds, unit: str) -> str:
    """A range in words: 10 to 50 mm, from 10 mm, up to 50 mm."""
    least, most = ("" if end is None else tidy(end) for end in pair)
    if least and most:
        words = _("%(least)s to %(most)s") % {"least": least, "most": most}
    elif least:
        words = _("from %(least)s") % {"least": least}
    else:
        words = _("up to %(most)s") % {"most": most}
    return f"{words} {unit}".strip()
