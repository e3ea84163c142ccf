"""One change for many products: looked at first, made through the services, in one store, by those who may."""

from decimal import Decimal

import pytest
from django.test import Client

from commerce.backoffice.jobs.models import Job
from commerce.catalogue.models import Attribute, AttributeChoice, Brand, FactChange, Product, ProductValue
from commerce.kernel import events
from commerce.kernel.events import ProductsChanged
from commerce.storefront.models import ShelfItem
from pricing.models import Price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import job_of
from tests.backoffice.staff import staff
from tests.shop import category, sell
from tests.transactions import Fill

ADDRESS = "/admin/bulk/catalogue/product/{}/"


def address(code: str, *ids: object, **more: str) -> str:
    query = "&".join([*(f"id={pk}" for pk in ids), *(f"{name}={value}" for name, value in more.items())])
    return f"{ADDRESS.format(code)}?{query}"


@pytest.fixture(scope="module")
def three(made_once: Fill) -> list[int]:
    """Live, live and archived, for all tests of the module."""

    def fill() -> list[int]:
        with in_store(Store.objects.get(schema_name="acme")):
            return [sell("A").product_id, sell("B").product_id, sell("C", status="archived").product_id]

    return made_once(fill)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[int]]:
    """The products of each `ProductsChanged`."""
    found: list[frozenset[int]] = []
    others = events._recorders[ProductsChanged]
    monkeypatch.setitem(events._recorders, ProductsChanged, [*others, lambda event: found.append(event.product_ids)])
    return found


def statuses(store: Store) -> list[str]:
    with in_store(store):
        return list(Product.objects.order_by("pk").values_list("status", flat=True))


def test_a_status_is_previewed_then_set_and_those_that_cannot_are_left_alone(
    acme: Store, three: list[int], heard: list[frozenset[int]]
) -> None:
    owner = staff(acme)
    where = address("status", *three)
    page = owner.post(where, {"status": "hidden"})
    plan = page.context["plan"]
    assert (plan.changes, plan.refused_count) == (2, 1)
    assert plan.refused == [("C", "A product that is archived cannot become hidden: by link only.")]
    assert statuses(acme) == ["live", "live", "archived"]
    answer = owner.post(where, {"status": "hidden", "confirm": "1"}, follow=True)
    assert "2 products changed" in answer.content.decode()
    assert statuses(acme) == ["hidden", "hidden", "archived"]
    assert heard == [frozenset(three[:2])]
    with in_store(acme):
        assert not ShelfItem.objects.filter(listed=True).exists()
        assert FactChange.objects.filter(fact="status", before="live", after="hidden", by__isnull=False).count() == 2


def test_brand_and_tax_class(acme: Store, three: list[int]) -> None:
    owner = staff(acme)
    with in_store(acme):
        brand = Brand.objects.create(name="Milesight", slug="milesight")
    owner.post(address("brand", *three), {"brand": brand.pk, "confirm": "1"})
    owner.post(address("tax-class", *three[:1]), {"tax_class": "reduced", "confirm": "1"})
    with in_store(acme):
        assert Product.objects.filter(brand=brand).count() == 3
        assert list(Product.objects.filter(tax_class="reduced").values_list("pk", flat=True)) == three[:1]
        assert ShelfItem.objects.filter(brand="Milesight").exists()


def test_into_and_out_of_a_category(acme: Store, three: list[int]) -> None:
    owner = staff(acme)
    with in_store(acme):
        shelf = category("Sensors")
    owner.post(address("add-category", *three), {"category": shelf.pk, "confirm": "1"})
    with in_store(acme):
        assert shelf.placements.count() == 3
    preview = owner.post(address("add-category", *three), {"category": shelf.pk})
    assert (preview.context["plan"].changes, preview.context["plan"].same) == (0, 3)
    owner.post(address("remove-category", *three[:2]), {"category": shelf.pk, "confirm": "1"})
    with in_store(acme):
        assert list(shelf.placements.values_list("product", flat=True)) == three[2:]


def test_an_attribute_is_set_and_taken_away(acme: Store, three: list[int]) -> None:
    owner = staff(acme)
    with in_store(acme):
        attribute = Attribute.objects.create(code="ip", labels={"en": "IP rating"})
        choice = AttributeChoice.objects.create(attribute=attribute, code="ip67", labels={"en": "IP67"})
    where = address("attribute", *three)
    assert "value" in owner.post(where, {"attribute": attribute.pk, "value": "IP99"}).context["form"].errors
    owner.post(where, {"attribute": attribute.pk, "value": "IP67", "confirm": "1"})
    with in_store(acme):
        assert ProductValue.objects.filter(attribute=attribute, choice=choice).count() == 3
    owner.post(where, {"attribute": attribute.pk, "value": "", "confirm": "1"})
    with in_store(acme):
        assert not ProductValue.objects.exists()


@pytest.mark.parametrize(
    ("data", "after"),
    [
        ({"percent": "10", "rounding": "cent"}, "49.50"),
        ({"percent": "-10", "rounding": "99"}, "40.99"),
        ({"percent": "10", "rounding": "99"}, "49.99"),
        ({"percent": "7", "rounding": "00"}, "48"),
    ],
)
def test_prices_move_by_percent_and_end_as_wanted(acme: Store, three: list[int], data: dict[str, str], after: str) -> None:
    owner = staff(acme)
    where = address("prices", *three[:1])
    plan = owner.post(where, data).context["plan"]
    assert [(row.name, row.before) for row in plan.first] == [("A", "£45.00")]
    owner.post(where, {**data, "confirm": "1"})
    with in_store(acme):
        assert Price.objects.get(variant__sku="A").amount == Decimal(after)
        assert Price.objects.get(variant__sku="B").amount == 45


def test_all_in_the_listing_are_those_that_its_filters_find(acme: Store, three: list[int]) -> None:
    owner = staff(acme)
    assert owner.get(address("brand", "all")).context["count"] == 3
    assert owner.get(address("brand", "all", status="live")).context["count"] == 2
    assert owner.get(address("brand", "all", q="B")).context["count"] == 1


def test_many_products_are_changed_in_the_background(acme: Store, three: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    from commerce.backoffice.bulk import actions, run

    monkeypatch.setattr(actions, "CHUNK", 1)
    monkeypatch.setattr(run, "CHUNK", 2)
    owner = staff(acme)
    answer = owner.post(address("status", *three), {"status": "hidden", "confirm": "1"})
    job = job_of(acme)
    assert answer.url == f"/admin/jobs/{job.pk}/"
    assert (job.status, job.position) == ("done", 3)
    assert job.counts == {"applied": 2, "refused": 1, "unchanged": 0}
    assert statuses(acme) == ["hidden", "hidden", "archived"]
    with in_store(acme):
        assert not ShelfItem.objects.filter(listed=True).exists()
    assert "cannot become hidden" in owner.get(answer.url).content.decode()


def test_a_product_of_another_store_is_not_selected(acme: Store, bolt: Store, three: list[int]) -> None:
    with in_store(bolt):
        other = [sell(f"Z{number}").product_id for number in range(6)]
    owner = staff(acme)
    stranger = max(other)
    assert stranger not in three
    owner.post(address("status", stranger), {"status": "hidden", "confirm": "1"})
    assert set(statuses(bolt)) == {"live"}


@pytest.mark.parametrize("code", ["status", "brand", "prices", "attribute", "add-category", "tax-class", "remove-category"])
@pytest.mark.parametrize(("role", "answer"), [("Merchandiser", 200), ("Editor", 302), ("Order desk", 302)])
def test_only_merchandisers_and_owners_may(acme: Store, three: list[int], code: str, role: str, answer: int) -> None:
    assert staff(acme, role).get(address(code, *three)).status_code == answer


def test_prices_do_not_fall_below_zero(acme: Store, bolt: Store, three: list[int]) -> None:
    answer = staff(acme).post(address("prices", *three), {"rounding": "cent", "percent": "-150", "confirm": "1"})
    assert answer.context["form"].errors["percent"] == ["Prices can fall by 99 percent at most: a price is 0 or more."]
    assert 'value="-150"' in answer.content.decode()
    with in_store(acme):
        assert set(Price.objects.values_list("amount", flat=True)) == {Decimal(45)}


@pytest.mark.parametrize("data", [{"percent": "0"}, {"percent": "abc"}, {"percent": "-100"}, {"percent": "NaN"}, {}])
def test_nonsense_changes_nothing(acme: Store, three: list[int], data: dict[str, str]) -> None:
    owner: Client = staff(acme)
    answer = owner.post(address("prices", *three), {"rounding": "cent", **data, "confirm": "1"})
    assert answer.context["form"].errors
    with in_store(acme):
        assert not Job.objects.exists()
        assert set(Price.objects.values_list("amount", flat=True)) == {Decimal(45)}
