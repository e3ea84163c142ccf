"""What is exported can be imported again and changes nothing."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from wagtail.rich_text import RichText

from commerce.catalogue.models import Attribute, AttributeChoice, Product, ProductCopy, ProductValue, Variant
from commerce.stock.services import set_on_hand
from pricing.services import set_price
from sites.content.images import StoreDocument
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import as_csv, as_xlsx, export, job_of, send
from tests.backoffice.staff import staff
from tests.shop import base_list, category, sell, together


def stock_a_shop() -> None:
    """Products with everything that a sheet can hold, and with what it cannot."""
    first = sell("LDS02", name="=cmd|' /C calc'!A0", category=category("Sensors"))
    second = Variant.objects.create(product=first.product, sku="-B", weight=Decimal("0.2500"), gtin="4006381333931")
    set_price(price_list=base_list(), variant=second, amount=Decimal("0.018519"), compare_at=Decimal(1))
    set_price(price_list=base_list(), variant=second, amount=Decimal("0.01"), min_quantity=100)
    set_on_hand(variant=second, quantity=-5, backorder=True)
    product = first.product
    kinds: list[tuple[str, dict[str, object]]] = [
        (Attribute.Kind.NUMBER, {"number": Decimal("3600.5000")}), (Attribute.Kind.BOOLEAN, {"boolean": False}),
        (Attribute.Kind.TEXT, {"text": {"en": 'a; "b"', "de": "c"}}),
    ]  # fmt: skip
    for kind, value in kinds:
        attribute = Attribute.objects.create(code=f"a-{kind}", labels={"en": kind}, kind=kind)
        ProductValue.objects.create(product=product, attribute=attribute, **value)
    sheet = Attribute.objects.create(code="datasheet", labels={"en": "Datasheet"}, kind=Attribute.Kind.FILE)
    # Which of the two is meant cannot be told by title: as long as it stays, nobody asks.
    first_of_two, _second = (StoreDocument.objects.create(title="=Sheet", file=ContentFile(b"x", "s.pdf")) for _time in "12")
    ProductValue.objects.create(product=product, attribute=sheet, document=first_of_two)
    several = Attribute.objects.create(code="several", labels={"en": "Several"}, kind=Attribute.Kind.CHOICES)
    for code in ("one", "two"):
        choice = AttributeChoice.objects.create(attribute=several, code=code, labels={"en": code})
        ProductValue.objects.create(product=product, attribute=several, choice=choice)
    copy = ProductCopy.objects.get(product=product)
    copy.summary = 'Two\r\nlines, "quoted" '
    copy.body = [("rich_text", RichText("<p>One</p>")), ("rich_text", RichText("<p>and another</p>"))]
    copy.save_revision().publish()
    sell("LDS03")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_can_be_imported_again_and_changes_nothing(acme: Store, form: str) -> None:
    owner = staff(acme)
    with in_store(acme):
        stock_a_shop()
    for kind in ("products", "variants", "prices", "stock", "texts"):
        table = export(owner, kind, form)
        assert len(table) > 2, kind
        answer = send(owner, kind, as_xlsx(table) if form == "xlsx" else as_csv(table))
        assert answer.status_code == 302, answer.context["upload_form"].errors
        job = job_of(acme)
        assert job.counts == {"unchanged": len(table) - 1}, owner.get(answer.url).context["preview"].rows


def test_words_that_a_spreadsheet_would_run_are_protected(acme: Store) -> None:
    owner = staff(acme)
    with in_store(acme):
        stock_a_shop()
    names = [row[1] for row in export(owner, "products")]
    assert "'=cmd|' /C calc'!A0" in names
    assert [row[0] for row in export(owner, "variants")][2] == "'-B"
    assert "-5" in [row[2] for row in export(owner, "stock")]


def test_an_export_has_what_was_asked_for(acme: Store, bolt: Store) -> None:
    owner = staff(acme)
    with in_store(bolt):
        sell("BOLT")
    with in_store(acme):
        shelf = category("Sensors")
        sell("A", category=category("Indoor", parent=shelf))
        sell("B", status="hidden")
        by_category = {"category": shelf.pk}
    assert [row[0] for row in export(owner, "prices")] == ["sku", "A", "B"]
    assert [row[0] for row in export(owner, "prices", **by_category)] == ["sku", "A"]
    assert [row[0] for row in export(owner, "prices", status="hidden")] == ["sku", "B"]


def test_a_long_export_is_written_in_the_background(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from commerce.backoffice.sheets import views

    monkeypatch.setattr(views, "AT_ONCE", 1)
    owner = staff(acme)
    with in_store(acme):
        sell("A")
        sell("B")
    answer = owner.post("/admin/sheets/export/", {"kind": "prices", "form": "csv"})
    job = job_of(acme)
    assert answer.url == f"/admin/jobs/{job.pk}/"
    assert (job.status, job.counts) == ("done", {"exported": 2})
    content = b"".join(owner.get(f"/admin/jobs/{job.pk}/result/").streaming_content).decode("utf-8-sig")
    assert content.splitlines()[1].startswith("A,base-gbp,1,45.00")


def test_the_number_of_queries_does_not_grow_with_the_rows(acme: Store, django_assert_max_num_queries) -> None:
    with in_store(acme):
        with together():
            for number in range(30):
                sell(f"S{number}")
        assert Product.objects.count() == 30
    owner = staff(acme)
    for kind in ("products", "variants", "prices", "stock", "texts"):
        with django_assert_max_num_queries(40):
            export(owner, kind)
