"""Bulk work is indexed once per object; what is indexed stays in its store."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Length
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from commerce.catalogue.models import Product, ProductPlacement, ProductType, Variant
from sites.content.indexing import indexed_once
from sites.tenants import background
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category

pytestmark = pytest.mark.usefixtures("indexed")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """(task, app, model, id) of the background work, as it is sent; it runs as well."""
    seen: list[tuple[str, ...]] = []
    delay = background.run_task.delay

    def note(path: str, args: list[str], kwargs: dict[str, str]) -> None:
        seen.append((path.rsplit(".", 1)[-1], *args))
        delay(path, args, kwargs)

    monkeypatch.setattr(background.run_task, "delay", note)
    return seen


def save_with_parts(name: str) -> Product:
    """A product that is saved twice, with a variant and a place in a category."""
    kind, _made = ProductType.objects.get_or_create(code="thing", defaults={"name": "Thing"})
    product = Product.objects.create(name=name, product_type=kind)
    product.save()
    Variant.objects.create(product=product, sku=name)
    ProductPlacement.objects.create(product=product, category=category(f"Shelf of {name}"))
    return product


def test_a_product_saved_with_its_parts_is_indexed_once(acme: Store, bolt: Store, sent: list[tuple[str, ...]]) -> None:
    with in_store(acme):
        with transaction.atomic(), indexed_once():
            product = save_with_parts("Fork")
            assert sent == []
        of_it = [work for work in sent if work[2:] == ("product", str(product.pk))]
        assert sorted(work[0] for work in of_it) == ["insert_or_update_object_task", "update_reference_index_task"]
        assert len(sent) == len(set(sent))
        assert not {work[2] for work in sent if work[0] == "update_reference_index_task"} & {"variant", "productplacement"}
        assert list(get_search_backend().search("Fork", Product)) == [product]
        assert ReferenceIndex.get_references_for_object(product).exists()
    with in_store(bolt):
        assert not list(get_search_backend().search("Fork", Product))


def test_what_was_saved_before_an_error_is_indexed_if_it_stays(acme: Store, sent: list[tuple[str, ...]]) -> None:
    with in_store(acme):
        with pytest.raises(ValueError, match="too late"), indexed_once():
            product = save_with_parts("Spoon")
            raise ValueError("too late")
        assert list(get_search_backend().search("Spoon", Product)) == [product]
        sent.clear()
        with pytest.raises(ValueError, match="undone"), transaction.atomic(), indexed_once():
            save_with_parts("Knife")
            raise ValueError("undone")
        assert sent == []


def test_titles_are_weighed_against_the_average_of_their_store(acme: Store, bolt: Store) -> None:
    for store, names in ((acme, ("Fork", "A fork of steel")), (bolt, ("Spoon",))):
        with in_store(store):
            for name in names:
                save_with_parts(name)
            entries = IndexEntry.objects.annotate(length=Length("title")).filter(length__gt=0).order_by("pk")
            average = sum(entry.length for entry in entries) / len(entries)
            assert len({entry.title_norm for entry in entries}) > 1
            get_search_backend().get_index_for_model(Product)._refresh_title_norms(full=True)
            assert [entry.title_norm for entry in entries.all()] == [pytest.approx(average / entry.length) for entry in entries]


def test_the_parts_of_a_product_are_read_once_to_index_it(acme: Store, django_assert_num_queries: Any) -> None:
    with in_store(acme):
        product = save_with_parts("Fork")
        entry = IndexEntry.objects.filter(object_id=str(product.pk), content_type__model="product")
        Variant.objects.create(product=product, sku="PRONG")
        fresh = Product.objects.get(pk=product.pk)
        # Its variants, its entry, the weight of its title.
        with django_assert_num_queries(3):
            get_search_backend().add(fresh)
        assert "prong" in str(entry.get().autocomplete)
        assert "PRONG" in entry.get().body_text
