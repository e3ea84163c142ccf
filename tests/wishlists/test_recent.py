"""Products seen lately: the browser says which, the store writes nothing down."""

import pytest
from django.test import Client

from commerce.catalogue.states import ProductStatus
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def names(client: Client, query: str) -> list[str]:
    """What the row shows, in order."""
    page = client.get(f"/recent/?{query}").content.decode()
    return [part.partition("/")[0].upper() for part in page.split('class="card__name"><a href="/products/')[1:]]


def test_the_row_follows_the_browser_without_the_product_that_is_open(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(acme):
        a, b, c = (sell(sku).product_id for sku in "ABC")
        hidden = sell("SECRET", status=ProductStatus.HIDDEN).product_id
    with in_store(bolt):
        for number in range(6):
            sell(f"THERE-{number}")
    assert names(at_acme, f"ids={c},{a},{hidden},{b},{a}") == ["C", "A", "B"]
    assert names(at_acme, f"ids={c},{a},{b}&current={a}") == ["C", "B"]


def test_at_most_twelve_are_shown(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        ids = [sell(f"S{number}").product_id for number in range(14)]
    assert len(names(at_acme, f"ids={','.join(map(str, ids))}")) == 12
    assert len(names(at_acme, f"ids={','.join(map(str, ids))}&current={ids[0]}")) == 12


@pytest.mark.parametrize(
    "query", ["", "ids=", "ids=abc", "ids=-1,0", "ids=999999", "ids=%00", "ids=1;drop", f"ids={'1,' * 900}"]
)
def test_rubbish_gives_nothing(acme: Store, at_acme: Client, query: str) -> None:
    answer = at_acme.get(f"/recent/?{query}")
    assert answer.status_code == 200
    assert answer.content.strip() == b""


@pytest.mark.usefixtures("kept_pages")
def test_nothing_is_remembered_by_the_store(acme: Store, at_acme: Client, django_assert_max_num_queries) -> None:
    with in_store(acme):
        seen = sell("A").product_id
    at_acme.get("/recent/")
    with django_assert_max_num_queries(4):
        answer = at_acme.get(f"/recent/?ids={seen}")
    assert not answer.cookies
    with django_assert_max_num_queries(0):
        assert at_acme.get(f"/recent/?ids={seen}").content == answer.content
