"""What stands in an address: read, written, and whatever nonsense people and robots send."""

from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation

from commerce.storefront.facets.chosen import Chosen, read_chosen, typed_bound
from commerce.storefront.facets.definitions import CHOICES, RANGE, RATING, Facet, Value
from commerce.storefront.facets.showing import tidy

FACETS = (
    Facet(
        "brand",
        "Brand",
        CHOICES,
        (Value("dragino", "Dragino", (("brand", 1),)), Value("milesight", "Milesight", (("brand", 2),))),
    ),
    Facet(
        "band",
        "Band",
        CHOICES,
        tuple(Value(code, code, (("choice", number),)) for number, code in enumerate(("868-mhz", "915-mhz"))),
    ),
    Facet("price", "Price", RANGE, number="price", scale=10**6),
    Facet("length", "Length", RANGE, number=5, scale=10**4, own_unit="mm", unit="cm"),
    Facet("rating", "Rating", RATING, (Value("4", "4 and up", (("rating", 4), ("rating", 5))),)),
)
SORTS = {"": "", "price": "", "name": ""}


def read(query: str) -> Chosen:
    return read_chosen(QueryDict(query), FACETS, SORTS)


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("brand=milesight&band=868-mhz,915-mhz&price=10-50&sort=price&page=2&show=48&view=list",
         "?band=868-mhz,915-mhz&brand=milesight&price=10-50&sort=price&show=48&view=list&page=2"),
        ("band=915-mhz&band=868-mhz&price.from=10&price.to=", "?band=868-mhz,915-mhz&price=10-"),
        ("price.from=&price.to=50,5", "?price=-50.5"),
        ("price=50-10", "?price=10-50"),
        ("length=-40--10", "?length=-40--10"),
        ("brand=nobody&colour=red&sort=random&show=1000&view=maze", ""),
        ("brand=nobody,dragino", "?brand=dragino"),
        ("page=0", ""), ("page=-1", ""), ("page=x", ""), ("page=٣", ""), ("page=" + "9" * 40, ""), ("page=1e9", ""),
        ("page=9999", "?page=9999"),
        ("rating=4", "?rating=4"), ("rating=17", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_read_and_written_tidily(given: str, tidy: str) -> None:
    assert read(given).query() == tidy
    assert read(tidy.removeprefix("?")).query() == tidy


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "1.000", 1000), ("en", "1,000", 1000), ("af", "1,000", 1000), ("de", "1.234.567", 1234567),
        ("en", "1.000", 1), ("de", "1,000", 1), ("de", "1.000,50", "1000.5"), ("en", "1,000.50", "1000.5"),
        ("de", "12,5", "12.5"), ("de", "12.5", "12.5"), ("en", "12,5", "12.5"), ("en", "0,125", "0.125"),
        ("en", "1 000", 1000), ("de", "\u221220", -20), ("en", "1,00,000", None), ("en", "1.2.3", None), ("de", "€", None),
    ],
)  # fmt: skip
def test_a_box_is_read_as_its_page_writes_numbers(language: str, typed: str, meant: str | int | None) -> None:
    with translation.override(language):
        chosen = read(urlencode({"price.from": typed}))
    assert chosen.bounds == ({} if meant is None else {"price": (Decimal(meant), None)})
    assert bool(chosen.notices) == (meant is None)


@pytest.mark.parametrize(("language", "shown"), [("de", "12,5"), ("en", "12.5")])
def test_a_number_is_shown_as_it_can_be_typed_again(language: str, shown: str) -> None:
    with translation.override(language):
        assert (tidy(Decimal("12.50")), typed_bound(shown)) == (shown, Decimal("12.5"))


@pytest.mark.parametrize(
    "raw", ["abc", "10-abc", "1e5-2", "--", "-", "10-20-30", "'; DROP TABLE x;--", "1" * 400 + "-", "NaN-", "💶-5", "٣-٤", "\0"]
)
def test_a_price_that_is_none_is_left_out_and_the_page_says_so(raw: str) -> None:
    given = QueryDict(mutable=True)
    given["price"] = raw
    found = read_chosen(given, FACETS, SORTS)
    assert found.bounds == {}
    assert len(found.notices) == 1
    assert "Price" in found.notices[0]


@pytest.mark.parametrize(
    "raw", ["band=" + "x," * 5000, "band=%00", "brand[]=1", "band=868-mhz%27%3B--", "price.from=abc", "q=" + "a" * 10_000]
)
def test_nonsense_never_fails(raw: str) -> None:
    assert read(raw).values == {}


def test_a_number_is_asked_for_in_the_unit_that_it_is_shown_in() -> None:
    pick = read("length=2.5-10").picks(FACETS)["length"]
    assert (pick.least, pick.most) == (250_000, 1_000_000)
    assert read("length=2.5-10").bounds == {"length": (Decimal("2.5"), Decimal(10))}
    assert FACETS[3].shown(250_000) == Decimal("2.5")


def test_a_filter_is_taken_away_alone_and_the_first_page_is_shown() -> None:
    chosen = read("brand=dragino,milesight&price=10-&page=3&sort=name")
    assert chosen.without("brand", "dragino").query() == "?brand=milesight&price=10-&sort=name"
    assert chosen.without("brand", "dragino").without("brand", "milesight").query() == "?price=10-&sort=name"
    assert chosen.without("price").query() == "?brand=dragino,milesight&sort=name"
    assert chosen.cleared().query({"q": "lora wan"}) == "?q=lora+wan&sort=name"
