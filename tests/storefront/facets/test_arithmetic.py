"""The sets of docs/facets.md, with its numbers; and the arithmetic against counting by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.storefront.facets.bits import bits_of, positions_of
from commerce.storefront.facets.index import PRICE, FacetIndex, Pick, Row
from commerce.storefront.facets.ranges import Numbers, nice_step
from commerce.storefront.facets.stubs import START, Stub

DRAGINO, MILESIGHT, TELTONIKA = ("brand", 1), ("brand", 2), ("brand", 3)
BAND_868, BAND_915 = ("choice", 868), ("choice", 915)
IN_STOCK, NONE_LEFT = ("stock", "in_stock"), ("stock", "out_of_stock")
EIGHT = [
    (100, DRAGINO, [BAND_868], 12, IN_STOCK),
    (101, DRAGINO, [BAND_915], 18, IN_STOCK),
    (102, DRAGINO, [BAND_868], 35, NONE_LEFT),
    (103, MILESIGHT, [BAND_868], 49, IN_STOCK),
    (104, MILESIGHT, [BAND_915], 75, IN_STOCK),
    (105, MILESIGHT, [BAND_868, BAND_915], 99, NONE_LEFT),
    (106, TELTONIKA, [BAND_868], 120, IN_STOCK),
    (107, TELTONIKA, [], 480, IN_STOCK),
]
BRANDS = Pick(keys=(DRAGINO, MILESIGHT))
BANDS = Pick(keys=(BAND_868,))


@pytest.fixture
def index() -> FacetIndex:
    """The eight products."""
    made = FacetIndex()
    made.apply(
        Row(pk, listed=True, keys=(brand, *bands, stock), numbers={PRICE: (price, price)})
        for pk, brand, bands, price, stock in EIGHT
    )
    return made


def test_a_value_is_a_number_with_a_bit_for_each_product(index: FacetIndex) -> None:
    values = {DRAGINO: 7, MILESIGHT: 56, TELTONIKA: 192, BAND_868: 109, BAND_915: 50, IN_STOCK: 219}
    assert {key: index.bits[key] for key in values} == values
    assert index.listed == 255


def test_counts_are_or_within_a_facet_and_across_and_leave_out_the_own_choice(index: FacetIndex) -> None:
    left, others = index.matching(index.listed, {"brand": BRANDS, "band": BANDS})
    assert left == 45
    assert sorted(index.product_ids(left)) == [100, 102, 103, 105]
    assert others == {"brand": 109, "band": 63}
    assert index.counts(index.subset(others["brand"]), "brands", [[DRAGINO], [MILESIGHT], [TELTONIKA]]) == (2, 2, 1)
    assert index.counts(index.subset(others["band"]), "bands", [[BAND_868], [BAND_915]]) == (4, 3)
    assert index.counts(index.subset(left), "stock", [[IN_STOCK], [NONE_LEFT]]) == (2, 2)
    assert index.counts(index.subset(left), "any stock", [[IN_STOCK, NONE_LEFT]]) == (4,)


def test_a_range_takes_whole_buckets_and_looks_into_those_at_its_edges(index: FacetIndex) -> None:
    prices = index.numbers[PRICE]
    assert prices.step == 20
    assert {key: positions_of(bits) for key, bits in prices.buckets.items()} == {
        0: [0, 1], 1: [2], 2: [3], 3: [4], 4: [5], 6: [6], 24: [7],
    }  # fmt: skip
    assert prices.between(10, 50) == 15
    assert prices.between(None, 18) == 3
    assert prices.between(120, None) == 192
    assert prices.between(19, 34) == 0
    assert index.picked(Pick(number=PRICE, least=10, most=50)) == 15
    assert index.picked(Pick(number="nobody has it", least=1)) == 0


@pytest.mark.parametrize(("spread", "step"), [(468, 20), (480, 20), (481, 50), (0, 1), (24, 1), (25, 2), (1_000_000, 50_000)])
def test_steps_are_nice_numbers(spread: int, step: int) -> None:
    assert nice_step(spread) == step


def test_a_histogram_counts_what_is_left_and_has_at_most_24_bars(index: FacetIndex) -> None:
    bars = index.numbers[PRICE].histogram(index.subset(index.listed))
    assert sum(count for _low, _high, count in bars) == 8
    assert len(bars) <= 24
    assert bars[0][0] == 0
    assert bars[-1][1] >= 480
    assert index.numbers[PRICE].histogram(index.subset(7))[0][2] == 2
    assert index.numbers[PRICE].histogram(index.subset(0)) == []


def test_one_value_of_a_million_makes_no_million_buckets() -> None:
    numbers = Numbers()
    numbers.apply(0, {position: (position, position) for position in range(200)} | {200: (10**9, 10**9)})
    assert len(numbers.buckets) <= 30
    assert numbers.between(10**9, None) == 1 << 200
    assert positions_of(numbers.between(150, 160)) == list(range(150, 161))


def test_a_product_whose_variants_differ_matches_every_range_that_it_touches() -> None:
    numbers = Numbers()
    numbers.apply(0, {0: (2, 10), 1: (3, 3), 2: (50, 50)})
    assert positions_of(numbers.between(6, 9)) == [0]
    assert positions_of(numbers.between(3, 3)) == [0, 1]
    assert positions_of(numbers.between(11, 49)) == []
    numbers.apply(0b1, {})
    assert positions_of(numbers.between(6, 9)) == []


def test_a_changed_row_moves_its_bits_and_keeps_its_position(index: FacetIndex) -> None:
    index.apply([Row(103, listed=True, keys=(TELTONIKA, IN_STOCK), numbers={PRICE: (5, 5)}, places={7: 2})])
    assert index.bits[MILESIGHT] == 48
    assert index.bits[TELTONIKA] == 200
    assert index.bits[BAND_868] == 109 - 8
    assert index.numbers[PRICE].between(5, 5) == 8
    assert index.placed(7, index.listed) == [103]
    index.apply([Row(103, listed=False)])
    assert index.listed == 255 - 8
    assert all(not bits & 8 for bits in index.bits.values())
    assert index.placed(7, 255) == []
    assert index.of_products([103, 104, 999]) == 16


def test_few_of_many_are_counted_one_by_one_with_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 3,000 products a search has found 40: two hundred counted by sets would be as slow as all."""
    made = FacetIndex()
    made.apply(
        Row(
            pk,
            listed=pk % 7 > 0,
            keys=(("brand", pk % 11), ("choice", pk % 5), *([("choice", 5 + pk % 3)] if pk % 2 else [])),
            numbers={PRICE: (pk * pk % 997, pk * pk % 997)} if pk % 4 else {},
        )
        for pk in range(1, 3001)
    )
    few = made.of_products(range(100, 3000, 70))
    groups = [*([("brand", number)] for number in range(12)), [("choice", 0)], [("choice", 1), ("choice", 6)]]
    assert made.subset(few).is_sparse
    one_by_one = made.counts(made.subset(few), "groups", groups), made.numbers[PRICE].histogram(made.subset(few))
    monkeypatch.setattr("commerce.storefront.facets.subset.SPARSE", 3000)
    assert not made.subset(few).is_sparse
    assert one_by_one == (made.counts(made.subset(few), "groups", groups), made.numbers[PRICE].histogram(made.subset(few)))
    assert sum(one_by_one[0][:11]) == few.bit_count()
    monkeypatch.undo()
    # A product with two of a group's keys counts once.
    both = made.subset(made.of_products([pk for pk in range(1, 3001) if pk % 5 == 1 and pk % 6 == 1]))
    assert both.is_sparse
    assert made.counts(both, "groups", groups)[-1] == both.size
    made.apply([Row(170, listed=False)])
    assert sum(made.counts(made.subset(few & made.listed), "groups", groups)[:11]) == few.bit_count() - 1


def test_what_a_card_depends_on_is_kept_by_position_to_the_microsecond(index: FacetIndex) -> None:
    live, later = datetime(2026, 3, 1, 8, 30, 0, 123457, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    micro = timedelta(microseconds=1)
    facts = (-(2**62), 7, (live - START) // micro, (later - START) // micro)
    index.apply([Row(101, listed=True, facts=facts), Row(300, listed=True, facts=(5, 8, None, None)), Row(104, listed=False)])
    assert index.stubs_of([300, 104, 999, 101]) == [Stub(300, 5, 8, None, None), Stub(101, -(2**62), 7, live, later)]
    assert index.stubs_of([100]) == [Stub(100, 0, 0, None, None)]


def test_products_placed_by_hand_stand_in_their_order() -> None:
    made = FacetIndex()
    made.apply(Row(pk, listed=True, places={7: place}) for pk, place in ((1, 3), (2, 1), (3, 2), (4, 1)))
    assert made.placed(7, made.listed) == [2, 4, 3, 1]
    assert made.placed(7, 0b101) == [3, 1]
    assert made.placed(8, made.listed) == []


@given(st.sets(st.integers(0, 3000)))
def test_a_set_comes_back_as_it_was_made(positions: set[int]) -> None:
    assert positions_of(bits_of(positions)) == sorted(positions)


VALUE = st.tuples(st.sampled_from(["brand", "band", "stock"]), st.integers(0, 4))
PRODUCT = st.tuples(
    st.integers(1, 40), st.booleans(), st.frozensets(VALUE, max_size=6), st.integers(-500, 5000), st.integers(0, 300)
)
CHOICE = st.dictionaries(st.sampled_from(["brand", "band", "stock"]), st.frozensets(st.integers(0, 4), min_size=1), max_size=3)


@given(st.lists(st.lists(PRODUCT, max_size=12), min_size=1, max_size=5), CHOICE, st.integers(-600, 5200), st.integers(0, 3000))
def test_counting_with_sets_is_counting_by_hand(
    batches: list[list[tuple[int, bool, frozenset[tuple[str, int]], int, int]]],
    chosen: Mapping[str, frozenset[int]],
    least: int,
    width: int,
) -> None:
    made, truth = FacetIndex(), {}
    for batch in batches:
        rows = {pk: Row(pk, on, tuple(keys), {"n": (low, low + more)}) for pk, on, keys, low, more in batch}
        made.apply(rows.values())
        truth |= rows
    listed = {pk: row for pk, row in truth.items() if row.listed}
    picks = {name: Pick(keys=tuple((name, value) for value in values)) for name, values in chosen.items()}
    picks["n"] = Pick(number="n", least=least, most=least + width)

    def fits(row: Row, name: str) -> bool:
        if name == "n":
            return row.numbers["n"][0] <= least + width and row.numbers["n"][1] >= least
        return any(key in row.keys for key in picks[name].keys)

    left, others = made.matching(made.listed, picks)
    assert set(made.product_ids(left)) == {pk for pk, row in listed.items() if all(fits(row, name) for name in picks)}
    for name in chosen:
        within = [row for row in listed.values() if all(fits(row, other) for other in picks if other != name)]
        found = made.counts(made.subset(others[name]), name, [[(name, value)] for value in range(5)])
        assert found == tuple(sum((name, value) in row.keys for row in within) for value in range(5))
