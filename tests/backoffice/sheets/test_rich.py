"""Formatted text in sheets: what the editor's buttons can make stays, all else goes and is said."""

import pytest
from django.test import Client

from commerce.backoffice.sheets.rich import RichCell
from commerce.catalogue.models import Attribute, FactChange, Product, ProductCopy, ProductValue
from commerce.catalogue.wording import FEATURES as SIMPLE
from sites.content.blocks.text import FEATURES
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import bring_in, job_of, send, table_of
from tests.backoffice.staff import staff
from tests.shop import sell


@pytest.mark.parametrize(
    ("written", "kept", "note"),
    [
        ("<h3>A</h3><p>b <b>c</b> <i>d</i></p>", "<h3>A</h3><p>b <b>c</b> <i>d</i></p>", ""),
        ('<a id="3" linktype="page">to</a>', '<a id="3" linktype="page">to</a>', ""),
        ('<a href="https://a.test/" onclick="x()">to</a>', '<a href="https://a.test/">to</a>', ""),
        ('<a href="javascript:x">to</a>', "<a>to</a>", ""),
        ('<a linktype="evil" id="3;4">to</a>', "<a>to</a>", ""),
        ("<h1>A</h1><p>b</p>", "A<p>b</p>", "Taken out: <h1>."),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>", "Taken out: <script>."),
        ('<img src="x" onerror="y"><div>z</div>', "z", "Taken out: <div>, <img>."),
        ("plain", "plain", ""),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3", ""),
    ],
)
def test_what_is_kept_of_a_description(written: str, kept: str, note: str) -> None:
    cell = RichCell(FEATURES)
    assert cell.clean(written) == kept
    assert cell.note(written) == note
    # What is kept is kept for good.
    assert cell.clean(kept) == kept


def test_a_field_with_fewer_buttons_keeps_less() -> None:
    assert RichCell(SIMPLE).clean("<h3>A</h3><p><b>b</b><hr/></p>") == "A<p><b>b</b></p>"


@pytest.fixture
def owner(acme: Store) -> Client:
    """The owner of acme, who sells a sensor."""
    with in_store(acme):
        sell("LDS02", name="Door sensor")
    return staff(acme)


def test_the_preview_says_what_is_taken_out(acme: Store, owner: Client) -> None:
    send(owner, "texts", [["product", "language", "description"], ["LDS02", "en", "<h1>Doors</h1><p>All</p>"]])
    page = owner.get(f"/admin/jobs/{job_of(acme).pk}/")
    cell = page.context["preview"].rows[0].cells[0]
    assert (cell.after, cell.note) == ("Doors<p>All</p>", "Taken out: <h1>.")
    assert "Taken out: &lt;h1&gt;." in page.content.decode()


def test_links_to_pages_survive_a_round_trip(acme: Store, owner: Client) -> None:
    html = '<p>See <a id="3" linktype="page">our page</a>.</p>'
    bring_in(owner, acme, "texts", [["product", "language", "description"], ["LDS02", "en", html]])
    with in_store(acme):
        assert ProductCopy.objects.get(locale__language_code="en").body[0].value.source == html
    table = table_of(owner.post("/admin/sheets/export/", {"kind": "texts", "form": "csv"}))
    assert html in table[1]
    send(owner, "texts", table)
    assert job_of(acme).total == 0


def test_formatted_facts_are_columns_of_products(acme: Store, bolt: Store, owner: Client) -> None:
    for store in (acme, bolt):
        with in_store(store):
            Attribute.objects.create(code="mounting", labels={"en": "Mounting"}, kind="rich_text")
    with in_store(bolt):
        sell("LDS02")
    table = [["product", "attribute:mounting"], ["LDS02", "<p>With <b>screws</b><img src=x></p>"]]
    job = bring_in(owner, acme, "products", table)
    assert job.counts["applied"] == 1
    with in_store(acme):
        value = ProductValue.objects.get()
        assert value.text == {"en": "<p>With <b>screws</b></p>"}
        assert FactChange.objects.get(fact="attribute mounting").after == "With screws"
    with in_store(bolt):
        assert not ProductValue.objects.exists()
    exported = table_of(owner.post("/admin/sheets/export/", {"kind": "products", "form": "csv"}))
    assert "<p>With <b>screws</b></p>" in exported[1]
    send(owner, "products", exported)
    assert job_of(acme).total == 0


def test_the_selected_products_are_exported_and_no_others(acme: Store, bolt: Store, owner: Client) -> None:
    with in_store(acme):
        chosen = [sell(f"X{number}").product_id for number in range(2)]
    with in_store(bolt):
        sell("LDS02")
    where = "/admin/bulk/catalogue/product/export/?" + "&".join(f"id={pk}" for pk in chosen)
    assert owner.get(where).context["count"] == 2
    answer = owner.post(where, {"kind": "products", "form": "csv"})
    assert [row[0] for row in table_of(answer)] == ["product", "X0", "X1"]
    everything = owner.post(f"{where.partition('?')[0]}?id=all&q=X1", {"kind": "products", "form": "csv"})
    assert [row[0] for row in table_of(everything)] == ["product", "X1"]
    assert staff(acme, "Editor").post(where, {"kind": "products", "form": "csv"}).status_code == 302
    with in_store(acme):
        assert Product.objects.count() == 3


def test_many_selected_products_are_exported_in_the_background(
    acme: Store, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commerce.backoffice.sheets.views.AT_ONCE", 1)
    with in_store(acme):
        chosen = [sell(f"X{number}").product_id for number in range(2)]
    where = "/admin/bulk/catalogue/product/export/?" + "&".join(f"id={pk}" for pk in chosen)
    answer = owner.post(where, {"kind": "prices", "form": "csv"})
    job = job_of(acme)
    assert answer.url == f"/admin/jobs/{job.pk}/"
    assert [row[0] for row in table_of(owner.get(f"/admin/jobs/{job.pk}/result/"))] == ["sku", "X0", "X1"]
