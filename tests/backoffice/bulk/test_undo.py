"""A bulk change is undone: once, by those who may make it, in one store, and never over what somebody has changed since."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.models import Replaced
from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    FactChange,
    Product,
    ProductPlacement,
    ProductValue,
)
from commerce.storefront.models import ShelfItem
from pricing.models import Price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.bulk.test_bulk import address
from tests.backoffice.sheets.sending import job_of
from tests.backoffice.staff import staff
from tests.shop import category, sell


def goods(store: Store) -> list[int]:
    """Three live products, at 45 each."""
    with in_store(store):
        return [sell(sku).product_id for sku in ("A", "B", "C")]


def change(client: Client, store: Store, code: str, ids: list[int], **data: Any) -> Job:
    """Make a bulk change; its job."""
    client.post(address(code, *ids), {**data, "confirm": "1"})
    return job_of(store)


def undo(client: Client, store: Store, job: Job) -> Job:
    """Undo it; the job that did."""
    assert client.post(f"/admin/jobs/{job.pk}/undo/").status_code == 302
    return job_of(store)


def column(store: Store, name: str) -> list[Any]:
    """A column of all products."""
    with in_store(store):
        return list(Product.objects.order_by("pk").values_list(name, flat=True))


@pytest.mark.parametrize("number", [0, 1])
def test_a_status_comes_back_even_from_the_archive(acme: Store, bolt: Store, number: int) -> None:
    mine, other = (acme, bolt) if number == 0 else (bolt, acme)
    ids, _others = goods(mine), goods(other)
    owner = staff(mine)
    answer = owner.post(address("status", *ids), {"status": "archived", "confirm": "1"}, follow=True)
    job = job_of(mine)
    assert f"/admin/jobs/{job.pk}/undo/" in answer.content.decode()
    assert f"/admin/jobs/{job.pk}/undo/" in owner.get(f"/admin/jobs/{job.pk}/").content.decode()
    plan = owner.get(f"/admin/jobs/{job.pk}/undo/").context["plan"]
    assert (plan.total, [row.name for row in plan.first]) == (3, ["A", "B", "C"])
    assert column(mine, "status") == ["archived"] * 3
    undoing = undo(owner, mine, job)
    assert (undoing.what, undoing.status, undoing.counts["put_back"]) == ("undo", "done", 3)
    assert column(mine, "status") == ["live"] * 3
    assert column(other, "status") == ["live"] * 3
    with in_store(mine):
        assert ShelfItem.objects.filter(listed=True, locale__language_code=mine.default_language).count() == 3
        assert (
            FactChange.objects.filter(fact="status", before="archived", after="live", source="undo", by__isnull=False).count()
            == 3
        )
    with in_store(other):
        assert not Job.objects.exists()
        assert not FactChange.objects.filter(source="undo").exists()


def test_a_change_is_undone_once(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    job = change(owner, acme, "status", ids, status="hidden")
    undo(owner, acme, job)
    change(owner, acme, "status", ids[:1], status="hidden")
    with in_store(acme):
        before = Job.objects.count()
    answer = owner.post(f"/admin/jobs/{job.pk}/undo/", follow=True)
    assert "has been undone already" in answer.content.decode()
    assert owner.get(f"/admin/jobs/{job.pk}/undo/").status_code == 302
    assert f"/admin/jobs/{job.pk}/undo/" not in owner.get(f"/admin/jobs/{job.pk}/").content.decode()
    assert column(acme, "status") == ["hidden", "live", "live"]
    with in_store(acme):
        assert Job.objects.count() == before


def test_what_was_changed_since_is_left_alone_and_named(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    with in_store(acme):
        first, second = (Brand.objects.create(name=name, slug=name.lower()) for name in ("Dragino", "Milesight"))
    job = change(owner, acme, "brand", ids, brand=first.pk)
    with in_store(acme):
        Product.objects.filter(pk=ids[1]).update(brand=second)
        Product.objects.filter(pk=ids[2]).update(brand=None)
    page = owner.get(f"/admin/jobs/{job.pk}/undo/")
    assert [(row.before, row.after) for row in page.context["plan"].first] == [
        ("Dragino", "no brand"),
        ("Milesight", ""),
        ("no brand", ""),
    ]
    undoing = undo(owner, acme, job)
    assert column(acme, "brand") == [None, second.pk, None]
    assert undoing.counts == {"put_back": 1, "unchanged": 1, "left": 1, "refused": 0}
    report = owner.get(f"/admin/jobs/{undoing.pk}/")
    assert report.context["report"].refused == (("B", "Changed since, left alone."),)


def test_what_came_before_may_be_no_more(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    with in_store(acme):
        brand = Brand.objects.create(name="Dragino", slug="dragino")
        Product.objects.filter(pk__in=ids[:2]).update(brand=brand)
    job = change(owner, acme, "brand", ids, brand="")
    with in_store(acme):
        brand.delete()
        Product.objects.get(pk=ids[1]).delete()
    undoing = undo(owner, acme, job)
    assert undoing.status == "done"
    assert undoing.options["refused"] == {"A": "What it was before is no more."}
    assert column(acme, "brand") == [None, None]


def test_categories_come_back_in_their_order_and_place(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    with in_store(acme):
        sensors, sale = category("Sensors"), category("Sale")
        for page, rank, order in ((sensors, 3, 0), (sale, 0, 1)):
            ProductPlacement.objects.create(product_id=ids[0], category=page, rank=rank, sort_order=order)
        before = list(ProductPlacement.objects.values_list("product_id", "category_id", "rank", "sort_order"))
    undo(owner, acme, change(owner, acme, "remove-category", ids, category=sensors.pk))
    undo(owner, acme, change(owner, acme, "add-category", ids, category=sensors.pk))
    with in_store(acme):
        assert sorted(ProductPlacement.objects.values_list("product_id", "category_id", "rank", "sort_order")) == sorted(before)


def test_attributes_come_back_as_they_were(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    with in_store(acme):
        band = Attribute.objects.create(code="band", labels={"en": "Band"}, kind="choices")
        choices = [
            AttributeChoice.objects.create(attribute=band, code=code, labels={"en": code}) for code in ("868", "915", "433")
        ]
        for choice in choices[:2]:
            ProductValue.objects.create(product_id=ids[0], attribute=band, choice=choice)
        ProductValue.objects.create(product_id=ids[1], attribute=band, text={"en": "Sub-GHz"})
        length = Attribute.objects.create(code="length", labels={"en": "Length"}, kind="number")
        ProductValue.objects.create(product_id=ids[2], attribute=length, number="1.5")

        def values() -> list[Any]:
            rows = ProductValue.objects.values_list("product_id", "attribute_id", "choice_id", "text", "number")
            return sorted(map(repr, rows))

        before = values()
    for attribute, value in ((band, "433"), (length, "2"), (length, "")):
        job = change(owner, acme, "attribute", ids, attribute=attribute.pk, value=value)
        with in_store(acme):
            assert values() != before
        undo(owner, acme, job)
        with in_store(acme):
            assert values() == before


def test_prices_come_back_but_for_those_set_since(bolt: Store) -> None:
    ids, owner = goods(bolt), staff(bolt)
    with in_store(bolt):
        tier = Price.objects.get(variant__sku="A")
        Price.objects.create(price_list=tier.price_list, variant=tier.variant, min_quantity=10, amount="40")
    job = change(owner, bolt, "prices", ids, percent="10", rounding="cent")
    with in_store(bolt):
        assert Price.objects.get(variant__sku="B").amount == Decimal("49.50")
        Price.objects.filter(variant__sku="A", min_quantity=1).update(amount="48")
        Price.objects.filter(variant__sku="B").update(compare_at="60")
    undoing = undo(owner, bolt, job)
    with in_store(bolt):
        amounts = {(p.variant.sku, p.min_quantity): p.amount for p in Price.objects.select_related("variant")}
        assert amounts == {("A", 1): 48, ("A", 10): 40, ("B", 1): 45, ("C", 1): 45}
        assert Price.objects.get(variant__sku="B").compare_at == 60
        assert FactChange.objects.filter(fact="price ZAR", before="49.50", after="45.00", source="undo").count() == 2
    assert undoing.counts == {"put_back": 3, "unchanged": 0, "left": 1, "refused": 0}


def test_a_tax_class_comes_back(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    undo(owner, acme, change(owner, acme, "tax-class", ids, tax_class="reduced"))
    assert column(acme, "tax_class") == ["standard"] * 3


def test_many_are_undone_chunk_by_chunk_and_a_cancelled_undo_may_begin_again(
    acme: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commerce.backoffice.bulk import actions, run
    from commerce.backoffice.bulk import undo as undoing_module
    from commerce.backoffice.jobs.running import Cancelled

    ids, owner = goods(acme), staff(acme)
    for module in (actions, run, undoing_module):
        monkeypatch.setattr(module, "CHUNK", 1)
    job = change(owner, acme, "status", ids, status="hidden")
    assert (job.status, job.position) == ("done", 3)
    part = undoing_module.undo_part
    seen: list[int] = []

    def cancelled_at_the_second(*given: Any) -> Any:
        seen.append(1)
        if len(seen) == 2:
            raise Cancelled
        return part(*given)

    monkeypatch.setattr(undoing_module, "undo_part", cancelled_at_the_second)
    assert undo(owner, acme, job).status == "cancelled"
    assert column(acme, "status") == ["live", "hidden", "hidden"]
    again = undo(owner, acme, job)
    assert (again.status, again.counts["put_back"], again.counts["unchanged"]) == ("done", 2, 1)
    assert column(acme, "status") == ["live"] * 3


def test_a_change_that_failed_half_way_cannot_go_on_once_it_is_undone(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    job = change(owner, acme, "status", ids, status="hidden")
    undo(owner, acme, job)
    with in_store(acme):
        Job.objects.filter(pk=job.pk).update(status="failed", position=2)
    answer = owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "valid"}, follow=True)
    assert "This change has been undone." in answer.content.decode()
    assert column(acme, "status") == ["live"] * 3


@pytest.mark.parametrize(("role", "may"), [("Merchandiser", True), ("Editor", False), ("Order desk", False)])
def test_only_those_who_may_make_the_change_may_undo_it(acme: Store, bolt: Store, role: str, may: bool) -> None:
    ids, owner = goods(acme), staff(acme)
    job = change(owner, acme, "prices", ids, percent="10", rounding="cent")
    staff(acme, role).post(f"/admin/jobs/{job.pk}/undo/")
    with in_store(acme):
        assert Price.objects.filter(amount=45).exists() is may
    assert staff(bolt).post(f"/admin/jobs/{job.pk}/undo/").status_code == 404


def test_a_change_that_changed_nothing_leaves_no_job(acme: Store) -> None:
    ids, owner = goods(acme), staff(acme)
    owner.post(address("status", *ids), {"status": "live", "confirm": "1"})
    with in_store(acme):
        assert not Job.objects.exists()
        assert not Replaced.objects.exists()
