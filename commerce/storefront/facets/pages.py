"""The products of one page of a listing, in order: walking an index of the shelf, or fetching few by id."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, DecimalField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from commerce.storefront.facets.definitions import NUMBER_SCALE, PRICE_SCALE
from commerce.storefront.facets.index import PRICE, Pick
from commerce.storefront.facets.stubs import FIELDS, Stub
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.read import ORDERINGS

FIRST_SORT = "newest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products, and in which order."""

    locale_id: int
    base: tuple[str, int]
    picks: Mapping[str, Pick]
    # The products themselves, where they are known; None: whatever matches.
    few: tuple[int, ...] | None
    # These stand first, of which `ahead` are on the page.
    placed: tuple[int, ...]
    ahead: tuple[Stub, ...]
    sort: str


def page_of_stubs(wanted: Wanted, *, start: int, size: int) -> list[Stub]:
    """The rows from `start` on, at most `size`, in order. One query; none where all of them are ahead."""
    if wanted.few == () or len(wanted.ahead) == size:
        return list(wanted.ahead)
    after = max(0, start - len(wanted.placed))
    items = matching(wanted)
    if wanted.placed:
        items = items.exclude(one_of(wanted.placed))
    rows = items.order_by(*ORDERINGS.get(wanted.sort, ORDERINGS[FIRST_SORT])).values_list(*FIELDS)
    return [*wanted.ahead, *(Stub(*row) for row in rows[after : after + size - len(wanted.ahead)])]


def matching(wanted: Wanted) -> QuerySet[ShelfItem]:
    """The rows that match: the same question that the bitsets answer."""
    items = ShelfItem.objects.filter(locale=wanted.locale_id, listed=True)
    if wanted.few is not None:
        return items.filter(one_of(wanted.few))
    kind, pk = wanted.base
    if kind == "category":
        items = items.filter(category_ids__contains=[pk])
    elif kind == "brand":
        items = items.filter(brand_id=pk)
    for pick in wanted.picks.values():
        items = items.filter(condition(pick))
    return items


def one_of(ids: Sequence[int]) -> RawSQL:
    """Whether the product is one of these. As an array: a list of hundreds of parameters takes longer to write than to run."""
    return RawSQL("storefront_shelfitem.product_id = ANY(%s)", [list(ids)], output_field=BooleanField())


def condition(pick: Pick) -> Q:
    """A choice as SQL."""
    if pick.number is not None:
        return number_condition(pick)
    families: dict[str, list[Any]] = defaultdict(list)
    for family, value in pick.keys:
        families[family].append(value)
    found = Q()
    for family, values in families.items():
        found |= FAMILIES[family](values)
    return found


def number_condition(pick: Pick) -> Q:
    """Between two numbers. A product whose variants differ matches where its span touches the range."""
    if pick.number == PRICE:
        least, most = (None if end is None else Decimal(end) / PRICE_SCALE for end in (pick.least, pick.most))
        found = Q(shown_price__isnull=False)
        found &= Q() if least is None else Q(shown_price__gte=least)
        return found & (Q() if most is None else Q(shown_price__lte=most))
    found = Q(numbers__has_key=str(pick.number))
    if pick.least is not None:
        found &= Q(GreaterThanOrEqual(end_of(pick.number, 1), Decimal(pick.least) / NUMBER_SCALE))
    if pick.most is not None:
        found &= Q(LessThanOrEqual(end_of(pick.number, 0), Decimal(pick.most) / NUMBER_SCALE))
    return found


def end_of(attribute: Any, end: int) -> Cast:
    """The lowest (0) or highest (1) number of an attribute. Not a key transform: digits would be taken for a place in a list."""
    path = (Value(str(attribute)), Value(str(end)))
    text = Func(F("numbers"), *path, function="jsonb_extract_path_text", output_field=TextField())
    return Cast(text, DecimalField(max_digits=16, decimal_places=4))


FAMILIES: dict[str, Callable[[list[Any]], Q]] = {
    "category": lambda values: Q(category_ids__overlap=values),
    "choice": lambda values: Q(choice_ids__overlap=values),
    "flag": lambda values: Q(flags__overlap=values),
    "brand": lambda values: Q(brand_id__in=values),
    "stock": lambda values: Q(availability__in=values),
    "rating": lambda values: Q(rating__gte=min(values)),
    "sale": lambda _values: Q(on_sale=True),
}
