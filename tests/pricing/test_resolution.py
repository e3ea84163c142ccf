"""Which price applies: one total order, and a reason for each that lost."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from pricing.arithmetic.resolution import Candidate, NoPrice, PriceContext, Rank, personal_first, winning

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASE = Candidate(
    list_id=1,
    list_code="base-gbp",
    rank=Rank.BASE,
    priority=0,
    kind="base",
    basis="net",
    status="live",
    valid_from=None,
    valid_until=None,
    price_id=1,
    min_quantity=1,
    amount=Money("45.00", "GBP"),
)
OWN = replace(BASE, list_id=2, list_code="promo", rank=Rank.EVERYONE, kind="own", price_id=2, amount=Money("40.00", "GBP"))


def asked(quantity: int = 1, at: datetime = NOW) -> PriceContext:
    return PriceContext(7, quantity, "GBP", at)


def reasons(*candidates: Candidate, quantity: int = 1) -> dict[int, str]:
    _winner, trace = winning(candidates, asked(quantity))
    return {verdict.candidate.price_id: verdict.reason for verdict in trace}


WORKED = (
    replace(OWN, list_code="autumn", priority=5, valid_until=datetime(2026, 11, 1, tzinfo=UTC), price_id=4),
    replace(OWN, min_quantity=10, price_id=3),
    replace(BASE, min_quantity=5, amount=Money("43.00", "GBP"), price_id=2),
    BASE,
)


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [(1, "45.00"), (4, "45.00"), (5, "43.00"), (9, "43.00"), (10, "40.00"), (9999, "40.00")],
)
def test_the_worked_example_by_quantity(quantity: int, unit: str) -> None:
    assert winning(WORKED, asked(quantity))[0].amount == Money(unit, "GBP")


def test_the_worked_example_says_why() -> None:
    ended = "ended 2026-11-01 00:00"
    assert reasons(*WORKED) == {4: ended, 3: "from 10 pieces", 2: "from 5 pieces", 1: "applies"}
    assert reasons(*WORKED, quantity=10) == {4: ended, 3: "applies", 2: "promo comes first", 1: "promo comes first"}


def test_the_more_personal_list_wins_even_where_it_is_dearer() -> None:
    lists = [replace(OWN, rank=rank, price_id=10 + rank, amount=Money(90 - rank, "GBP")) for rank in list(Rank)[:4]]
    while lists:
        assert winning([BASE, *lists], asked())[0] == lists.pop(0)
    assert winning([BASE], asked())[0] == BASE


def test_within_a_rank_priority_then_code_then_the_larger_step() -> None:
    high = replace(OWN, priority=2, list_code="z", price_id=3)
    early = replace(OWN, priority=1, list_code="a", price_id=4)
    step = replace(OWN, priority=1, list_code="b", min_quantity=5, price_id=5)
    single = replace(OWN, priority=1, list_code="b", price_id=6)
    assert [c.price_id for c in sorted([single, BASE, step, early, high], key=personal_first)] == [3, 4, 5, 6, 1]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "draft"}, "the list is draft"),
        ({"status": "scheduled"}, "the list is scheduled"),
        ({"status": "ended"}, "the list is ended"),
        ({"valid_from": NOW + timedelta(minutes=1)}, "starts 2026-11-21 12:01"),
        ({"valid_until": NOW}, "ended 2026-11-21 12:00"),
        ({"amount": Money("1.00", "EUR")}, "is in EUR"),
        ({"kind": "percent_off"}, "its amounts are reductions, not prices"),
        ({"kind": "amount_off"}, "its amounts are reductions, not prices"),
        ({"basis": "gross"}, "is gross, base prices are net"),
        ({"min_quantity": 2}, "from 2 pieces"),
    ],
)
def test_a_row_that_does_not_apply_says_why_and_the_base_price_stands(change: dict[str, object], reason: str) -> None:
    assert reasons(BASE, replace(OWN, **change)) == {2: reason, 1: "applies"}  # type: ignore[arg-type]


def test_a_window_includes_its_start_and_excludes_its_end() -> None:
    windowed = replace(OWN, valid_from=NOW, valid_until=NOW + timedelta(hours=1))
    found = [winning([BASE, windowed], asked(at=NOW + timedelta(minutes=m)))[0].price_id for m in (-1, 0, 59, 60)]
    assert found == [1, 2, 2, 1]


def test_a_variant_that_the_base_list_does_not_name_has_no_price() -> None:
    for candidates in ([], [OWN], [replace(BASE, status="draft")], [replace(BASE, min_quantity=2)]):
        with pytest.raises(NoPrice) as missing:
            winning(candidates, asked())
        assert (missing.value.variant_id, missing.value.currency) == (7, "GBP")


ROWS = st.lists(
    st.builds(
        Candidate,
        list_id=st.integers(2, 9),
        list_code=st.sampled_from(["a", "b", "c"]),
        rank=st.sampled_from(Rank),
        priority=st.integers(-2, 2),
        kind=st.sampled_from(["base", "own", "percent_off"]),
        basis=st.just("net"),
        status=st.sampled_from(["live", "live", "draft"]),
        valid_from=st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)]),
        valid_until=st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)]),
        price_id=st.integers(2, 10**6),
        min_quantity=st.integers(1, 5),
        amount=st.builds(Money, st.decimals(0, 100, places=2), st.just("GBP")),
    ),
    max_size=12,
    unique_by=lambda row: row.price_id,
)


@given(rows=ROWS, quantity=st.integers(1, 6), seed=st.integers())
def test_the_order_in_which_rows_are_read_does_not_matter(rows: list[Candidate], quantity: int, seed: int) -> None:
    rows = [BASE, *rows]
    shuffled = random.Random(seed).sample(rows, len(rows))
    winner, trace = winning(rows, asked(quantity))
    assert winning(shuffled, asked(quantity)) == (winner, trace)
    assert len({personal_first(row) for row in rows}) == len(rows)
    assert [verdict.candidate for verdict in trace if verdict.accepted] == [winner]
    assert winner.amount.amount >= Decimal(0)
