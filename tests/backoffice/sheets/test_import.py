"""An upload is looked at, then applied, in its own store and by those who may."""

from decimal import Decimal

import pytest
from django.test import Client

from commerce.backoffice.jobs.models import Job
from commerce.catalogue.models import FactChange, Product, ProductCopy, Variant
from commerce.catalogue.states import ProductKind
from commerce.stock.models import Movement, StockItem
from commerce.storefront.models import ShelfItem
from pricing.models import Price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import bring_in, export, job_of, send
from tests.backoffice.staff import staff
from tests.shop import category, sell
from tests.transactions import Fill

PRICES = [["sku", "price"], ["LDS02", "39.50"], ["LDS03", "45.00"], ["NOPE", "1"], ["LDS04", "cheap"]]


@pytest.fixture(scope="module")
def sold(made_once: Fill) -> None:
    """Three articles of acme, for all tests of the module."""

    def fill() -> None:
        with in_store(Store.objects.get(schema_name="acme")):
            for sku in ("LDS02", "LDS03", "LDS04"):
                sell(sku)

    made_once(fill)


@pytest.fixture
def owner(sold: None, acme: Store) -> Client:
    return staff(acme)


def price_of(sku: str) -> Decimal:
    return Price.objects.get(variant__sku=sku, min_quantity=1).amount


def test_the_preview_says_what_would_change_and_changes_nothing(acme: Store, owner: Client) -> None:
    answer = send(owner, "prices", PRICES)
    job = job_of(acme)
    assert answer.url == f"/admin/jobs/{job.pk}/"
    assert job.counts == {"changed": 1, "unchanged": 1, "errors": 2}
    preview = owner.get(answer.url).context["preview"]
    assert [(row.line, row.key, row.kind) for row in preview.rows] == [
        (2, "LDS02 · base-gbp · 1", "c"), (4, "NOPE · base-gbp · 1", "e"), (5, "LDS04 · base-gbp · 1", "e")
    ]  # fmt: skip
    assert [(cell.column, cell.before, cell.after) for cell in preview.rows[0].cells] == [("price", "45.00", "39.50")]
    assert preview.rows[2].cells[0].error == "This is not a number."
    with in_store(acme):
        assert price_of("LDS02") == 45


def test_what_is_valid_is_applied_and_shows_at_once(acme: Store, owner: Client, at_acme: Client) -> None:
    job = bring_in(owner, acme, "prices", PRICES)
    assert (job.status, job.counts["applied"], job.counts["refused"]) == ("done", 1, 0)
    with in_store(acme):
        assert price_of("LDS02") == Decimal("39.50")
        assert ShelfItem.objects.get(product__variants__sku="LDS02", locale__language_code="en").price == Decimal("39.50")
        change = FactChange.objects.get(fact="price GBP", sku="LDS02", source="import")
        assert (change.before, change.after, change.by) == ("45.00", "39.50", job.by)
    assert "£39.50" in at_acme.get("/products/").content.decode()


def test_all_or_nothing_with_errors_is_refused_and_changes_nothing(acme: Store, owner: Client) -> None:
    send(owner, "prices", PRICES)
    job = job_of(acme)
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "all"})
    assert job_of(acme).status == "ready"
    with in_store(acme):
        assert price_of("LDS02") == 45


def test_all_or_nothing_undoes_everything_when_a_row_cannot_be_applied(acme: Store, owner: Client) -> None:
    send(owner, "prices", [["sku", "price"], ["LDS02", "39.50"], ["LDS03", "40"]])
    job = job_of(acme)
    with in_store(acme):
        Variant.objects.get(sku="LDS03").delete()
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "all"})
    job = job_of(acme)
    assert job.status == "failed"
    assert "Line 3" in job.failure
    with in_store(acme):
        assert price_of("LDS02") == 45


def test_a_row_that_is_gone_meanwhile_is_told_and_the_others_are_applied(acme: Store, owner: Client) -> None:
    send(owner, "prices", [["sku", "price"], ["LDS02", "39.50"], ["LDS03", "40"]])
    job = job_of(acme)
    with in_store(acme):
        Variant.objects.get(sku="LDS03").delete()
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "valid"})
    job = job_of(acme)
    assert (job.status, job.counts["applied"], job.counts["refused"]) == ("done", 1, 1)
    page = owner.get(f"/admin/jobs/{job.pk}/").content.decode()
    assert "no variant with the SKU" in page


def test_the_errors_can_be_downloaded(acme: Store, owner: Client) -> None:
    send(owner, "prices", [["sku", "price"], ["LDS02", "=1+1"]])
    answer = owner.get(f"/admin/jobs/{job_of(acme).pk}/errors.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "line,row,column,cell,error"
    assert lines[1] == "2,LDS02 · base-gbp · 1,price,'=1+1,This is not a number."


def test_pages_and_filters_of_the_preview(acme: Store, owner: Client) -> None:
    rows = [["sku", "price"], ["LDS02", "1"], *[[f"NO{n}", "1"] for n in range(60)]]
    send(owner, "prices", rows)
    address = f"/admin/jobs/{job_of(acme).pk}/"
    assert owner.get(address, {"show": "errors", "p": "2"}).context["preview"].rows[0].line == 53
    assert len(owner.get(address, {"show": "changed"}).context["preview"].rows) == 1
    for nonsense in ({"show": "x"}, {"p": "9999"}, {"p": "-1"}, {"p": "abc"}):
        assert owner.get(address, nonsense).context["preview"].page == 1


def test_stock_is_counted_with_a_movement_and_what_is_not_in_the_sheet_stays(acme: Store, owner: Client) -> None:
    with in_store(acme):
        before = Movement.objects.count()
    bring_in(owner, acme, "stock", [["sku", "on_hand"], ["LDS02", "3"], ["LDS03", "10"]])
    with in_store(acme):
        item = StockItem.objects.get(variant__sku="LDS02")
        assert (item.on_hand, item.backorder) == (3, False)
        movement = Movement.objects.latest("pk")
        assert (movement.change, movement.reason) == (-7, "import")
        assert Movement.objects.count() == before + 1


def test_fewer_than_none_are_not_counted(acme: Store, bolt: Store, owner: Client) -> None:
    with in_store(bolt):
        for sku in ("LDS02", "LDS03", "LDS04"):
            sell(sku)
    said = {
        acme.pk: "Fewer than none cannot be counted. Write 0 or more.",
        bolt.pk: "Minder as niks kan nie getel word nie. Skryf 0 of meer.",
    }
    for store, client in ((acme, owner), (bolt, staff(bolt))):
        with in_store(store):
            # Sold before it came in.
            StockItem.objects.filter(variant__sku__in=("LDS03", "LDS04")).update(on_hand=-5)
        job = bring_in(client, store, "stock", [["sku", "on_hand"], ["LDS02", "-4"], ["LDS03", "-3"], ["LDS04", "-6"]])
        errors = b"".join(client.get(f"/admin/jobs/{job.pk}/errors.csv").streaming_content).decode()
        assert [line.split(",")[2:] for line in errors.splitlines()[1:]] == [
            ["on_hand", cell, said[store.pk]] for cell in ("'-4", "'-6")
        ]
        with in_store(store):
            assert list(StockItem.objects.order_by("variant__sku").values_list("on_hand", flat=True)) == [10, -3, -5]


def test_only_goods_are_counted(acme: Store, owner: Client) -> None:
    with in_store(acme):
        for kind in (ProductKind.DIGITAL, ProductKind.BUNDLE):
            Product.objects.filter(pk=sell(kind).product_id).update(kind=kind)
    assert [row[0] for row in export(owner, "stock")[1:]] == ["LDS02", "LDS03", "LDS04"]
    job = bring_in(owner, acme, "stock", [["sku", "on_hand"], ["LDS02", "3"], ["digital", "5"], ["bundle", "5"]])
    assert (job.counts["applied"], job.counts["errors"]) == (1, 2)


def test_a_sheet_of_products_makes_and_changes_them(acme: Store, owner: Client) -> None:
    with in_store(acme):
        indoor = category("Indoor", parent=category("Sensors"))
    header = ["product", "name", "type", "status", "categories", "brand"]
    table = [
        header,
        ["LDS02", "Door sensor", "thing", "hidden", "sensors/indoor", ""],
        ["NEW-1", "Leak sensor", "thing", "draft", "Sensors|sensors/indoor", ""],
        ["NEW-2", "", "nothing", "sleeping", "nowhere", "Nobody"],
    ]
    job = bring_in(owner, acme, "products", table)
    assert job.counts == {"changed": 1, "new": 1, "errors": 1, "applied": 2, "refused": 0}
    with in_store(acme):
        product = Product.objects.get(variants__sku="LDS02")
        assert (product.name, product.status) == ("Door sensor", "hidden")
        assert [place.category_id for place in product.placements.all()] == [indoor.pk]
        new = Product.objects.get(variants__sku="NEW-1")
        assert (new.status, new.placements.count()) == ("draft", 2)
        assert ProductCopy.objects.get(product=new).live is False
        assert not Product.objects.filter(variants__sku="NEW-2").exists()
        assert FactChange.objects.filter(product=product, fact="status", before="live", after="hidden").exists()


def test_the_life_of_a_product_keeps_its_order(acme: Store, owner: Client) -> None:
    send(owner, "products", [["product", "status"], ["LDS02", "archived"]])
    owner.post(f"/admin/jobs/{job_of(acme).pk}/apply/", {"choice": "valid"})
    send(owner, "products", [["product", "status"], ["LDS02", "live"]])
    preview = owner.get(f"/admin/jobs/{job_of(acme).pk}/").context["preview"]
    assert preview.rows[0].cells[0].error == "A product that is archived cannot become live."


def test_variants_are_made_and_stay_with_their_product(acme: Store, owner: Client) -> None:
    table = [
        ["sku", "product", "gtin", "weight_kg", "active"],
        ["LDS02-B", "LDS02", "4006381333931", "0,25", "yes"],
        ["LDS03", "LDS02", "", "", "yes"],
        ["LDS04", "LDS04", "4006381333932", "", "yes"],
    ]
    job = bring_in(owner, acme, "variants", table)
    assert job.counts == {"new": 1, "errors": 2, "applied": 1, "refused": 0}
    with in_store(acme):
        variant = Variant.objects.get(sku="LDS02-B")
        assert (variant.product.name, variant.gtin, variant.weight) == ("LDS02", "4006381333931", Decimal("0.25"))


def test_translations_are_published_and_html_is_made_safe(acme: Store, owner: Client, at_acme: Client) -> None:
    table = [
        ["product", "language", "name", "description", "published"],
        ["LDS02", "de", "Türsensor", '<p>Gut<script>alert(1)</script><a href="javascript:x">!</a></p>', "yes"],
    ]
    job = bring_in(owner, acme, "texts", table)
    assert job.counts["applied"] == 1, job.options
    page = at_acme.get("/de/products/tursensor/")
    page = page if page.status_code == 200 else at_acme.get("/de/products/türsensor/")
    text = page.content.decode()
    assert "Türsensor" in text
    assert "<script>alert" not in text
    assert "javascript:x" not in text


def test_nobodys_draft_is_published_by_an_import(acme: Store, owner: Client) -> None:
    with in_store(acme):
        copy = ProductCopy.objects.get(product__variants__sku="LDS02")
        copy.name = "A draft"
        copy.save_revision()
    send(owner, "texts", [["product", "language", "name"], ["LDS02", "en", "Other"]])
    preview = owner.get(f"/admin/jobs/{job_of(acme).pk}/").context["preview"]
    assert "draft" in preview.rows[0].cells[0].error
    assert preview.total == 0


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ([["price"], ["1"]], "“sku” is missing"),
        ([["sku"], ["LDS02"]], "could change anything"),
        ([["sku", "pirce"], ["LDS02", "1"]], "could change anything"),
    ],
)
def test_a_sheet_without_its_columns_is_refused_at_once(acme: Store, owner: Client, table: list[list[str]], word: str) -> None:
    answer = send(owner, "prices", table)
    assert answer.status_code == 422
    assert word in str(answer.context["upload_form"].errors["file"])
    with in_store(acme):
        assert not Job.objects.exists()


def test_unknown_columns_are_told(acme: Store, owner: Client) -> None:
    send(owner, "prices", [["sku", "price", "pirce"], ["LDS02", "1", "2"]])
    assert "<code>pirce</code>" in owner.get(f"/admin/jobs/{job_of(acme).pk}/").content.decode()


def test_the_same_row_twice_is_an_error(acme: Store, owner: Client) -> None:
    send(owner, "prices", [["sku", "price"], ["LDS02", "1"], ["LDS02", "2"]])
    job = job_of(acme)
    assert job.counts == {"changed": 1, "errors": 1}


def test_a_cancelled_job_changes_nothing(acme: Store, owner: Client) -> None:
    send(owner, "prices", PRICES)
    job = job_of(acme)
    owner.post(f"/admin/jobs/{job.pk}/cancel/")
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "valid"})
    assert job_of(acme).status == "cancelled"
    with in_store(acme):
        assert price_of("LDS02") == 45


@pytest.mark.parametrize(("role", "answer"), [("Owner", 200), ("Merchandiser", 200), ("Editor", 302), ("Order desk", 302)])
def test_only_merchandisers_and_owners_get_there(acme: Store, role: str, answer: int) -> None:
    assert staff(acme, role).get("/admin/sheets/").status_code == answer


def test_a_job_of_one_store_is_nothing_in_the_other(acme: Store, bolt: Store, owner: Client) -> None:
    send(owner, "prices", PRICES)
    job = job_of(acme)
    other = staff(bolt)
    for address in ("", "progress/", "errors.csv", "result/"):
        assert other.get(f"/admin/jobs/{job.pk}/{address}").status_code == 404
    assert other.post(f"/admin/jobs/{job.pk}/apply/").status_code == 404
    assert owner.get(f"/media/{job.source.name}").status_code == 404
    with in_store(acme):
        assert price_of("LDS02") == 45
