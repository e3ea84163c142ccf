"""Facets with their counts as views, and chips for what is chosen."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from commerce.storefront.facets.chosen import Bounds, Chosen
from commerce.storefront.facets.definitions import CHOICES, RANGE, Facet
from commerce.storefront.facets.histogram import histogram_paths
from commerce.storefront.facets.index import PRICE, FacetIndex
from commerce.storefront.facets.values import Chip, FacetView, ValueView
from sites.tenants.context import current_store

LONG = 8


def facet_view(
    index: FacetIndex, facet: Facet, *, in_base: int, within: int, chosen: Chosen, base: Hashable
) -> FacetView | None:
    """The view of a facet over the set `within`; None where it offers no choice. `in_base` is the listing without choices,
    `base` a name for it with this facet.
    """
    if facet.kind == RANGE:
        return range_view(index, facet, within, chosen.bounds.get(facet.code), chosen.typed.get(facet.code, ("", "")))
    # What the base has none of, no choice can bring: most values of most facets need no counting.
    ever = index.remembered(("ever", base), lambda: index.counts(in_base, [value.keys for value in facet.values]))
    ticked = chosen.values.get(facet.code, ())
    # Without a choice elsewhere, what there ever is is what there is.
    if within == in_base and not ticked:
        values = tuple(
            [
                ValueView(value.code, value.label, count, chosen=False, swatch=value.swatch)
                for value, count in zip(facet.values, ever, strict=True)
                if count
            ]
        )
    else:
        candidates = [value for value, count in zip(facet.values, ever, strict=True) if count]
        counts = index.counts(within, [value.keys for value in candidates])
        values = tuple(
            ValueView(value.code, value.label, count, value.code in ticked, value.swatch)
            for value, count in zip(candidates, counts, strict=True)
            if count or value.code in ticked
        )
    total = within.bit_count()
    if not ticked and not _offers_choice(facet, values, total):
        return None
    return FacetView(
        code=facet.code, label=facet.label, kind=facet.kind, values=values, chosen=len(ticked), is_long=len(values) > LONG
    )


def _offers_choice(facet: Facet, values: tuple[ValueView, ...], total: int) -> bool:
    if facet.kind == CHOICES:
        return len(values) > 1
    return any(value.count < total for value in values)


def range_view(
    index: FacetIndex, facet: Facet, within: int, bounds: Bounds | None, typed: tuple[str, str] = ("", "")
) -> FacetView | None:
    """A range with its histogram; None where all have the same number, or none has any. `typed` is what stands in its fields
    instead of numbers.
    """
    numbers = index.numbers.get(facet.number) if facet.number is not None else None
    bars = numbers.histogram(within) if numbers else []
    if len(bars) < 2 and bounds is None:
        return None
    highest = max((count for _low, _high, count in bars), default=1)
    least, most = bounds or (None, None)
    # Where a bar ends, the next begins.
    edges = [facet.shown(edge) for edge in (*(low for low, _high, _count in bars), *(high for _low, high, _count in bars[-1:]))]
    ends = [(low, high, count) for low, high, (_low, _high, count) in zip(edges, edges[1:], bars, strict=False)]
    shown = [
        (-(-100 * count // highest), (least is None or high > least) and (most is None or low <= most))
        for low, high, count in ends
    ]
    outside, inside = histogram_paths(shown)
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
        floor=tidy(ends[0][0]) if ends else "",
        ceiling=tidy(ends[-1][1]) if ends else "",
        unit=unit_of(facet),
    )


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
