"""Merging two choices of an attribute: products move, old addresses and old words still lead there, the history knows."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from commerce.catalogue.merging import merge_choices
from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    FactChange,
    FormerChoice,
    Product,
    ProductValue,
    Variant,
    VariantValue,
)
from commerce.kernel.lifecycle import NotAllowed
from commerce.storefront.models import SynonymGroup
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import attribute, carry, choice
from tests.backoffice.staff import staff
from tests.shop import sell


def radio(*skus: str) -> Attribute:
    """An attribute with Wi-Fi, WiFi and LoRa; the products named have Wi-Fi, HUB has WiFi."""
    made = attribute("radio", "choice", "wi-fi", "wifi", "lora", facetable=True)
    for code, label in (("wi-fi", "Wi-Fi"), ("wifi", "WiFi"), ("lora", "LoRa")):
        AttributeChoice.objects.filter(attribute=made, code=code).update(labels={"en": label, "de": label})
    kind = carry(made)
    for sku, code in (*((sku, "wi-fi") for sku in skus), ("HUB", "wifi")):
        product = sell(sku).product
        Product.objects.filter(pk=product.pk).update(product_type=kind)
        ProductValue.objects.create(product=product, attribute=made, choice=choice(made, code))
    return made


def merge(made: Attribute, source: str = "wi-fi", into: str = "wifi") -> int:
    return merge_choices(source=choice(made, source), into=choice(made, into))


def listed(client: Client, query: str) -> set[str]:
    """The SKUs in a listing, by their names."""
    page = client.get(f"/products/{query}").content.decode()
    return {sku for sku in ("CAM", "BELL", "HUB") if f">{sku}<" in page or f">{sku}</" in page}


def test_products_move_and_the_old_address_leads_to_the_new_one_for_good(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            radio("CAM", "BELL")
    assert listed(at_acme, "?radio=wi-fi") == {"CAM", "BELL"}
    with in_store(acme):
        assert merge(Attribute.objects.get()) == 2
        assert set(AttributeChoice.objects.values_list("code", flat=True)) == {"wifi", "lora"}
    moved = at_acme.get("/products/?radio=lora,wi-fi&sort=price&q=a%20b")
    assert (moved.status_code, moved["Location"]) == (301, "/products/?radio=lora,wifi&sort=price&q=a+b")
    assert at_acme.get("/products/?radio=wi-fi,wifi")["Location"] == "/products/?radio=wifi"
    assert listed(at_acme, "?radio=wifi") == {"CAM", "BELL", "HUB"}
    for query in ("?radio=wifi", "?radio=nonsense", "?sort=price", "?other=wi-fi", ""):
        assert at_acme.get(f"/products/{query}").status_code == 200
    assert at_bolt.get("/products/?radio=wi-fi").status_code == 200
    with in_store(bolt):
        assert AttributeChoice.objects.count() == 3
        assert not FormerChoice.objects.exists()


@pytest.mark.tenant("acme")
def test_a_choice_that_was_merged_twice_leads_straight_to_the_last() -> None:
    at_acme = Client(headers={"host": "acme.test"})
    made = radio("CAM")
    merge(made)
    merge(made, "wifi", "lora")
    assert at_acme.get("/products/?radio=wi-fi")["Location"] == "/products/?radio=lora"
    assert at_acme.get("/products/?radio=wifi")["Location"] == "/products/?radio=lora"
    # A new choice of the old name means itself.
    AttributeChoice.objects.create(attribute=made, code="wifi", labels={"en": "WiFi"})
    assert at_acme.get("/products/?radio=wifi").status_code == 200


@pytest.mark.tenant("acme")
def test_the_history_and_the_synonyms_keep_the_old_name() -> None:
    at_acme = Client(headers={"host": "acme.test"})
    made = radio("CAM", "BELL")
    merge(made)
    said = FactChange.objects.filter(fact="attribute radio").values_list("product__name", "before", "after")
    assert set(said) == {("CAM", "Wi-Fi", "WiFi"), ("BELL", "Wi-Fi", "WiFi")}
    entry = ModelLogEntry.objects.get(action="catalogue.merge_choices")
    assert entry.object_id == str(made.pk)
    assert entry.message == "“Wi-Fi” was merged into “WiFi”: 2 products."
    assert {group.locale.language_code: group.words for group in SynonymGroup.objects.all()} == {
        "en": "wi fi, wifi",
        "de": "wi fi, wifi",
    }
    assert "CAM" in at_acme.get("/search/?q=wi-fi").content.decode()


@pytest.mark.tenant("acme")
def test_words_that_staff_wrote_stay_and_a_group_of_the_new_name_gets_the_old_one() -> None:
    made = radio()
    with_new = SynonymGroup.objects.create(locale_id=1, words="wifi, wlan")
    merge(made)
    with_new.refresh_from_db()
    assert with_new.words == "wifi, wlan, wi fi"


@pytest.mark.tenant("acme")
def test_a_product_with_both_keeps_one_and_variants_keep_their_options() -> None:
    made = radio("CAM")
    hub = Product.objects.get(name="HUB")
    ProductValue.objects.create(product=hub, attribute=made, choice=choice(made, "wi-fi"))
    variant = Variant.objects.get(sku="CAM")
    VariantValue.objects.create(variant=variant, attribute=made, choice=choice(made, "wi-fi"))
    assert merge(made) == 2
    assert list(hub.values.values_list("choice__code", flat=True)) == ["wifi"]
    assert Variant.objects.get(sku="CAM").label() == "WiFi"


@pytest.mark.tenant("acme")
def test_variants_that_could_not_be_told_apart_are_named_and_nothing_changes() -> None:
    made = radio("CAM")
    product = Product.objects.get(name="CAM")
    for sku, code in (("CAM-A", "wi-fi"), ("CAM-B", "wifi")):
        VariantValue.objects.create(
            variant=Variant.objects.create(product=product, sku=sku), attribute=made, choice=choice(made, code)
        )
    with pytest.raises(NotAllowed) as refused:
        merge(made)
    assert "CAM-A, CAM-B" in str(refused.value.message)
    assert AttributeChoice.objects.count() == 3
    assert not FormerChoice.objects.exists()
    Variant.objects.filter(sku="CAM-B").update(is_active=False)
    assert merge(made) == 1


@pytest.mark.tenant("acme")
def test_bad_input_the_same_choice_or_one_of_another_attribute_is_refused() -> None:
    made, other = radio("CAM"), attribute("colour", "choice", "red")
    for source, into in ((choice(made, "wifi"), choice(made, "wifi")), (choice(made, "wifi"), choice(other, "red"))):
        with pytest.raises(NotAllowed):
            merge_choices(source=source, into=into)
    assert AttributeChoice.objects.count() == 4


def test_the_screen_shows_what_would_change_and_then_does_it(acme: Store) -> None:
    with in_store(acme):
        made = radio("CAM", "BELL")
        ids = {row.code: row.pk for row in made.choices.all()}
    owner, address = staff(acme), f"/admin/attributes/{made.pk}/merge/"
    form = owner.get(f"/admin/snippets/catalogue/attribute/edit/{made.pk}/").content.decode()
    assert f'href="{address}"' in form
    page = owner.get(address).content.decode()
    assert "Show what would change" in page
    chosen: dict[str, Any] = {"source": ids["wi-fi"], "into": ids["wifi"]}
    page = owner.post(address, chosen).content.decode()
    assert "2 products use it" in page
    assert "CAM" in page
    with in_store(acme):
        assert AttributeChoice.objects.count() == 3
    done = owner.post(address, {**chosen, "merge": "1"}, follow=True).content.decode()
    assert "in 2 products" in done
    assert owner.post(address, {**chosen, "merge": "1"}).status_code == 422, "it is gone"
    same = owner.post(address, {"source": ids["wifi"], "into": ids["wifi"]})
    assert same.status_code == 422
    assert "Choose two different choices" in same.content.decode()


@pytest.mark.parametrize("role", ["Editor", "Order desk", "Translator"])
def test_who_may_not_change_attributes_merges_nothing(acme: Store, role: str) -> None:
    with in_store(acme):
        made = radio("CAM")
    assert staff(acme, role).get(f"/admin/attributes/{made.pk}/merge/").status_code in (302, 403)
