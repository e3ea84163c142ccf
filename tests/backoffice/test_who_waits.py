"""Reports → Back-in-stock alerts: counts for those who buy in, addresses for those alone who may see people."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import Brand, Product
from commerce.stock.models import StockAlert
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.shop import sell

REPORT, PEOPLE = "/admin/reports/alerts/", "/admin/reports/alerts/people/"


@pytest.fixture
def waiting(acme: Store, bolt: Store) -> dict[str, int]:
    """In acme two wait for the fork, one did not confirm, one was told about the spoon; one waits in bolt."""
    now = timezone.now()
    with in_store(acme):
        fork, spoon = sell("FORK", stock=0), sell("SPOON", stock=9)
        Product.objects.filter(pk=fork.product_id).update(brand=Brand.objects.create(name="Vlierbos", slug="vlierbos"))
        for number, (email, confirmed, sent) in enumerate(
            [("ann@x.example", True, False), ("ben@x.example", True, False), ("=cat@x.example", False, False)]
        ):
            alert = StockAlert.objects.create(
                variant=fork, email=email, language="en", confirmed_at=now if confirmed else None, sent_at=now if sent else None
            )
            StockAlert.objects.filter(pk=alert.pk).update(created_at=now - timedelta(days=10 - number))
        StockAlert.objects.create(variant=spoon, email="dan@x.example", language="de", confirmed_at=now, sent_at=now)
    with in_store(bolt):
        StockAlert.objects.create(variant=sell("FORK", stock=0), email="eve@x.example", language="af", confirmed_at=now)
    return {"fork": fork.pk, "product": fork.product_id, "spoon": spoon.pk}


def rows(client: Client, query: str = "", *, path: str = REPORT) -> list[list[str]]:
    """The cells of the export, a line a row."""
    answer = client.get(f"{path}?export=csv{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    return [line.split(",") for line in text.splitlines()]


def test_counts_by_variant_with_oldest_and_newest(acme: Store, waiting: dict[str, int]) -> None:
    owner = staff(acme)
    page = owner.get(REPORT).content.decode()
    assert "FORK" in page
    assert "SPOON" not in page, "nobody waits for it any more"
    assert "sold out" in page
    assert "@x.example" not in page
    head, fork = rows(owner)
    assert head[:5] == ["SKU", "Product", "Waiting", "Not confirmed", "Told"]
    assert fork[:5] == ["FORK", "FORK", "2", "1", "0"]
    days = {(timezone.now() - timedelta(days=ago)).date().isoformat() for ago in (10, 9)}
    assert {cell[:10] for cell in fork[5:7]} == days


@pytest.mark.parametrize(
    ("query", "skus"),
    [
        ("", ["FORK"]),
        ("&shown=all", ["FORK", "SPOON"]),
        ("&shown=told", ["SPOON"]),
        ("&shown=unconfirmed", ["FORK"]),
        ("&shown=all&product=PRODUCT", ["FORK"]),
        ("&shown=all&brand=BRAND", ["FORK"]),
        ("&shown=all&product=999999", []),
        ("&shown=nonsense", ["FORK"]),
        ("&q=spoon&shown=all", ["SPOON"]),
    ],
)
def test_filters(acme: Store, waiting: dict[str, int], query: str, skus: list[str]) -> None:
    with in_store(acme):
        brand = Brand.objects.get().pk
    query = query.replace("PRODUCT", str(waiting["product"])).replace("BRAND", str(brand))
    found = [row[0] for row in rows(staff(acme), query)[1:]]
    if "nonsense" not in query:
        assert found == skus


def test_each_store_sees_its_own(bolt: Store, waiting: dict[str, int]) -> None:
    owner = staff(bolt)
    assert [row[2] for row in rows(owner)[1:]] == ["1"]
    assert [row[0] for row in rows(owner, path=PEOPLE)[1:]] == ["eve@x.example"]


@pytest.mark.parametrize(
    ("role", "counts", "people"),
    [("Owner", True, True), ("Order desk", True, True), ("Merchandiser", True, False), ("Editor", False, False),
     ("Translator", False, False)],
)  # fmt: skip
def test_who_may_see_what(acme: Store, waiting: dict[str, int], role: str, counts: bool, people: bool) -> None:
    client = staff(acme, role)
    assert (client.get(REPORT).status_code == 200) == counts
    assert (client.get(PEOPLE).status_code == 200) == people
    if counts:
        page = client.get(REPORT).content.decode()
        assert (f"{PEOPLE}?variant={waiting['fork']}" in page) == people
        assert "@x.example" not in page
    assert (REPORT in client.get("/admin/").content.decode()) == counts


def test_people_of_one_variant_and_their_export(acme: Store, waiting: dict[str, int], caplog: pytest.LogCaptureFixture) -> None:
    owner = staff(acme)
    page = owner.get(f"{PEOPLE}?variant={waiting['fork']}&state=waiting").content.decode()
    assert "ann@x.example" in page
    assert "ben@x.example" in page
    assert "cat@x.example" not in page
    assert "dan@x.example" not in page
    with caplog.at_level("INFO"):
        exported = rows(owner, f"&variant={waiting['fork']}", path=PEOPLE)
    assert [row[0] for row in exported[1:]] == ["ann@x.example", "ben@x.example", "'=cat@x.example"]
    assert "exported who waits" in caplog.text


def test_a_product_leads_to_who_waits_for_it(acme: Store, waiting: dict[str, int]) -> None:
    owner = staff(acme)
    page = owner.get(f"/admin/snippets/catalogue/product/edit/{waiting['product']}/").content.decode()
    assert f"{REPORT}?shown=all&amp;product={waiting['product']}" in page


def test_nobody_waits(acme: Store) -> None:
    for path in (REPORT, PEOPLE):
        assert staff_page(acme, path).status_code == 200


def staff_page(store: Store, path: str) -> object:
    """The page as a superuser sees it."""
    from sites.users.models import User

    client = Client(headers={"host": f"{store.schema_name}.test"})
    with in_store(store):
        boss = User.objects.filter(email="boss@x.example").first() or User.objects.create_superuser("boss@x.example")
        client.force_login(boss)
    return client.get(path)
