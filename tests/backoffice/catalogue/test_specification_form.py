"""The specification of a product: one input for each attribute of its type, whatever its kind."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from commerce.catalogue.models import Attribute, FactChange, Product, ProductValue
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import as_sent, attribute, carry, choice, edit_address, save, values
from tests.backoffice.staff import staff
from tests.shop import sell

Kind = Attribute.Kind


def draft(text: str, style: str = "BOLD") -> str:
    """What the editor of formatted text sends."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [{"offset": 0, "length": len(text), "style": style}],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def product_with(store: Store, *attributes: Attribute, **given: Any) -> Product:
    """A product of a type that carries these."""
    with in_store(store):
        product: Product = sell("LDS02").product
        product.product_type = carry(*attributes, **given)
        product.save()
        return product


def test_every_kind_is_filled_in_and_read_back(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            made = {
                "text": attribute("note", Kind.TEXT),
                "rich": attribute("story", Kind.RICH_TEXT),
                "number": attribute("battery", Kind.NUMBER, unit="mAh", shown_unit="Ah"),
                "choice": attribute("band", Kind.CHOICE, "eu868", "us915"),
                "choices": attribute("protocols", Kind.CHOICES, "a", "b", "c"),
                "colour": attribute("colour", Kind.COLOUR, "red"),
                "boolean": attribute("outdoor", Kind.BOOLEAN),
                "date": attribute("since", Kind.DATE),
                "file": attribute("sheet", Kind.FILE),
            }
            sheet = get_document_model().objects.create(title="Datasheet", file=ContentFile(b"%PDF", name="sheet.pdf"))
            ids = {name: f"facts-fact_{one.pk}" for name, one in made.items()}
            picked = {name: [str(c.pk) for c in one.choices.all()] for name, one in made.items()}
        product = product_with(store, *made.values())
        owner = staff(store)
        response = save(
            store,
            owner,
            product,
            **{
                f"{ids['text']}_en": "For walls",
                f"{ids['rich']}_en": draft("Robust"),
                ids["number"]: "3600",
                ids["choice"]: picked["choice"][1],
                ids["choices"]: [picked["choices"][0], picked["choices"][2]],
                ids["colour"]: picked["colour"][0],
                ids["boolean"]: "no",
                ids["date"]: "2026-03-01",
                ids["file"]: str(sheet.pk),
            },
        )
        assert response.status_code == 302
        found = values(store, product)
        assert found["note"] == ["For walls"]
        assert found["story"] == ["Robust"]
        assert found["battery"] == ["3.6 Ah"]
        assert found["band"] == ["US915"]
        assert found["protocols"] == ["A", "C"]
        assert (found["colour"], found["outdoor"], found["sheet"]) == (["RED"], ["no"], ["Datasheet"])
        assert "2026" in found["since"][0]
        with in_store(store):
            rich = ProductValue.objects.get(attribute=made["rich"])
            assert "<b>Robust</b>" in rich.as_html()
            assert ProductValue.objects.get(attribute=made["file"]).as_html().startswith('<a href="')


def test_saving_again_writes_nothing(acme: Store) -> None:
    with in_store(acme):
        made = [
            attribute("note", Kind.TEXT),
            attribute("battery", Kind.NUMBER, unit="mAh"),
            attribute("in", Kind.CHOICES, "a", "b"),
        ]
    product = product_with(acme, *made)
    with in_store(acme):
        ProductValue.objects.create(product=product, attribute=made[0], text={"en": "Hello", "fr": "Bonjour"})
        ProductValue.objects.create(product=product, attribute=made[1], number="3600")
        for one in made[2].choices.all():
            ProductValue.objects.create(product=product, attribute=made[2], choice=one)
        before = list(ProductValue.objects.order_by("pk").values_list("pk", "number", "choice"))
    owner = staff(acme)
    assert save(acme, owner, product).status_code == 302
    with in_store(acme):
        assert list(ProductValue.objects.order_by("pk").values_list("pk", "number", "choice")) == before
        assert not FactChange.objects.filter(fact__startswith="attribute").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a lot", "Enter a number"),
        ("99", "From 100 to 20000 mAh"),
        ("20001", "From 100 to 20000 mAh"),
        ("1.12345", "4 decimal"),
    ],
)
def test_a_number_out_of_range_is_refused_and_what_was_typed_is_kept(acme: Store, typed: str, said: str) -> None:
    with in_store(acme):
        battery = attribute("battery", Kind.NUMBER, unit="mAh", least=100, most=20000)
        note = attribute("note", Kind.TEXT)
    product = product_with(acme, battery, note)
    response = save(acme, staff(acme), product, **{f"facts-fact_{battery.pk}": typed, f"facts-fact_{note.pk}_en": "kept words"})
    page = response.content.decode()
    assert response.status_code == 200
    assert said in page
    assert f'value="{typed}"' in page
    assert 'value="kept words"' in page
    assert values(acme, product) == {}


def test_what_the_type_requires_is_asked_for(acme: Store) -> None:
    with in_store(acme):
        note = attribute("note", Kind.TEXT)
    product = product_with(acme, note, required=True)
    owner = staff(acme)
    assert "This field is required" in save(acme, owner, product).content.decode()
    assert save(acme, owner, product, **{f"facts-fact_{note.pk}_en": "words"}).status_code == 302


def test_choosing_another_type_saves_and_keeps_the_old_values_apart(acme: Store) -> None:
    with in_store(acme):
        note, other = attribute("note", Kind.TEXT), attribute("other", Kind.TEXT)
        second = carry(other, code="gateway", required=True)
    product = product_with(acme, note)
    owner = staff(acme)
    save(acme, owner, product, **{f"facts-fact_{note.pk}_en": "words"})
    assert save(acme, owner, product, product_type=str(second.pk)).status_code == 302
    assert values(acme, product) == {"note": ["words"]}
    page = owner.get(edit_address(product)).content.decode()
    assert "Not part of this type" in page
    assert 'value="words"' in page
    gone = save(acme, owner, product, **{f"facts-fact_{note.pk}_en": "", f"facts-fact_{other.pk}_en": "new"})
    assert gone.status_code == 302
    assert values(acme, product) == {"other": ["new"]}


def test_more_values_than_an_input_shows_stay_until_they_are_ticked(acme: Store) -> None:
    with in_store(acme):
        note = attribute("note", Kind.TEXT)
    product = product_with(acme, note)
    with in_store(acme):
        for text in ("one", "two"):
            ProductValue.objects.create(product=product, attribute=note, text={"en": text})
        extra = ProductValue.objects.get(text__en="two")
    owner = staff(acme)
    save(acme, owner, product)
    assert values(acme, product) == {"note": ["one", "two"]}
    save(acme, owner, product, **{"facts-removed": [str(extra.pk)]})
    assert values(acme, product) == {"note": ["one"]}


def test_a_text_in_place_of_a_choice_is_kept(acme: Store) -> None:
    with in_store(acme):
        band = attribute("band", Kind.CHOICE, "eu868")
    product = product_with(acme, band)
    with in_store(acme):
        ProductValue.objects.create(product=product, attribute=band, text={"en": "433 MHz"})
    owner = staff(acme)
    assert save(acme, owner, product).status_code == 302
    assert values(acme, product) == {"band": ["433 MHz"]}
    with in_store(acme):
        picked = choice(band, "eu868").pk
    save(acme, owner, product, **{f"facts-fact_{band.pk}": str(picked)})
    assert values(acme, product) == {"band": ["EU868"]}


def test_a_choice_of_another_attribute_or_store_is_refused(acme: Store, bolt: Store) -> None:
    with in_store(bolt):
        for number in range(30):
            attribute(f"pad-{number}", Kind.CHOICE, "x")
        strange = choice(attribute("band", Kind.CHOICE, "other"), "other").pk
    with in_store(acme):
        band = attribute("band", Kind.CHOICE, "eu868")
        wrong = choice(attribute("else", Kind.CHOICE, "x"), "x").pk
    product = product_with(acme, band)
    owner = staff(acme)
    for forged in (wrong, strange, "nonsense", "-1"):
        response = save(acme, owner, product, **{f"facts-fact_{band.pk}": str(forged)})
        assert "This choice is no longer there" in response.content.decode(), forged
    assert values(acme, product) == {}


def test_formatted_text_with_a_script_in_it_is_cleaned(acme: Store) -> None:
    with in_store(acme):
        story = attribute("story", Kind.RICH_TEXT)
    product = product_with(acme, story)
    with in_store(acme):
        ProductValue.objects.create(
            product=product,
            attribute=story,
            text={"en": '<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x">y</a></p>'},
        )
        html = ProductValue.objects.get().as_html()
    assert "<script" not in html
    assert "onclick" not in html
    assert "javascript:" not in html


def test_inputs_of_another_type_are_fetched_without_leaving_the_form(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        note = attribute("note", Kind.TEXT)
        kind = carry(note)
    owner = staff(acme)
    page = owner.get(f"/admin/products/facts/?type={kind.pk}").content.decode()
    assert f'name="facts-fact_{note.pk}_en"' in page
    assert owner.get("/admin/products/facts/?type=nonsense").status_code == 200
    assert owner.get("/admin/products/facts/?type=999999").status_code == 404
    assert staff(bolt).get(f"/admin/products/facts/?type={kind.pk}").status_code == 404
    assert staff(acme, "Order desk").get(f"/admin/products/facts/?type={kind.pk}").status_code == 302


def test_the_specification_costs_the_same_with_many_attributes(acme: Store, django_assert_max_num_queries: Any) -> None:
    with in_store(acme):
        made = [attribute(f"a-{number}", Kind.CHOICE, "x", "y") for number in range(12)]
    product = product_with(acme, *made)
    owner = staff(acme)
    owner.get(edit_address(product))
    with django_assert_max_num_queries(75):
        owner.get(edit_address(product))
    assert as_sent(acme, owner, product)["facts-type"]
