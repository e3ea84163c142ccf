"""Translating through wagtail-localize: submitted in its view, segment by segment, published under the language's prefix."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from commerce.catalogue.models import Product, ProductCopy, Variant
from commerce.stock.models import StockItem
from commerce.stock.services import set_on_hand
from pricing.models import Price
from pricing.services import set_price
from sites.content.menus import Menu
from sites.content.pages import HomePage, StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.shop import base_list, sell


def submit(owner: Client, address: str, locale: Locale) -> None:
    """Send something for translation, in the screen that the admin has for it."""
    assert owner.get(address).status_code == 200
    response = owner.post(address, {"locales": [locale.pk], "include_subtree": ""})
    assert response.status_code == 302, response.context and response.context["form"].errors


def put_into(translation: Translation, words: dict[str, str]) -> None:
    """Translate every segment that says one of these words, and publish."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        for source, target in words.items():
            if source in segment.string.data:
                StringTranslation.objects.create(
                    translation_of=segment.string,
                    locale=translation.target_locale,
                    context=segment.context,
                    data=segment.string.data.replace(source, target),
                )
    translation.save_target(publish=True)


def counts() -> tuple[int, ...]:
    """Rows that a translation must never make."""
    return tuple(model.objects.count() for model in (Product, Variant, Price, StockItem))


@pytest.fixture
def german(acme: Store) -> Locale:
    """Acme's second language."""
    with in_store(acme):
        return Locale.objects.get(language_code="de")


def test_a_page_is_translated_and_found_under_its_language(
    acme: Store, bolt: Store, german: Locale, at_acme: Client, at_bolt: Client
) -> None:
    owner = staff(acme)
    with in_store(acme):
        page = StandardPage(title="About us", slug="about", body=[("rich_text", RichText("<p>We build <b>sensors</b>.</p>"))])
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=page)
        page.save_revision().publish()
    submit(owner, f"/admin/localize/submit/page/{page.pk}/", german)
    with in_store(acme):
        translation = Translation.objects.get(target_locale=german, source__object=page.translation_key)
        put_into(translation, {"About us": "Über uns", "We build": "Wir bauen"})
        copy = page.get_translation(german)
    assert copy.slug
    answer = at_acme.get(f"/de/{copy.slug}/")
    assert answer.status_code == 200
    assert "Über uns" in answer.content.decode()
    assert "Wir bauen" in answer.content.decode()
    assert "About us" in at_acme.get("/about/").content.decode()
    assert at_bolt.get("/about/").status_code == 404
    with in_store(bolt):
        assert not Translation.objects.exists()


def test_a_products_words_are_translated_as_one_row_more(acme: Store, bolt: Store, german: Locale, at_acme: Client) -> None:
    owner = staff(acme)
    with in_store(acme):
        copy = sell("LDS02", name="Door sensor", versions=True).product.copies.get()
        copy.body = [("rich_text", RichText("<p>Opens and closes.</p>"))]
        copy.save_revision().publish()
        before = counts()
    submit(owner, f"/admin/localize/submit/snippet/catalogue/productcopy/{copy.pk}/", german)
    with in_store(acme):
        translation = Translation.objects.get(target_locale=german, source__object=copy.translation_key)
        put_into(translation, {"Door sensor": "Türsensor", "Opens and closes": "Öffnet und schließt"})
        theirs = ProductCopy.objects.get(locale=german)
        assert (theirs.product_id, theirs.name) == (copy.product_id, "Türsensor")
        assert ProductCopy.objects.count() == 2
        assert counts() == before
    page = at_acme.get(f"/de/products/{theirs.slug}/").content.decode()
    assert "Türsensor" in page
    assert "Öffnet und schließt" in page
    assert "Door sensor" in at_acme.get("/products/lds02/").content.decode()
    with in_store(bolt):
        assert not ProductCopy.objects.exists()


def test_a_menu_is_translated(acme: Store, german: Locale, at_acme: Client, at_bolt: Client) -> None:
    owner = staff(acme)
    with in_store(acme):
        Menu.objects.filter(place="main", locale=german).delete()
        menu = Menu.objects.get(place="main", locale=Locale.get_default())
        menu.items = [("link", {"title": "Datasheets", "page": None, "url": "/datasheets/"})]
        menu.save_revision().publish()
    submit(owner, f"/admin/localize/submit/snippet/content/menu/{menu.pk}/", german)
    with in_store(acme):
        put_into(
            Translation.objects.get(target_locale=german, source__object=menu.translation_key), {"Datasheets": "Datenblätter"}
        )
    assert "Datenblätter" in at_acme.get("/de/").content.decode()
    assert "Datasheets" in at_acme.get("/").content.decode()
    assert "Daten" not in at_bolt.get("/").content.decode()


def test_an_old_draft_published_moves_neither_price_nor_stock(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", name="Door sensor", price="45.00", stock=10, versions=True)
        copy = variant.product.copies.get()
        old = copy.latest_revision
        copy.name = "Better sensor"
        copy.save_revision().publish()
        set_price(price_list=base_list(), variant=variant, amount=Decimal(60))
        set_on_hand(variant=variant, quantity=3)
        old.publish()
        assert Price.objects.get().amount == 60
        assert StockItem.objects.get().on_hand == 3
    page = at_acme.get("/products/lds02/").content.decode()
    assert "Door sensor" in page
    assert "£60.00" in page
    assert "Only 3 left" in page


def test_words_are_previewed_in_the_stores_theme_before_they_are_published(acme: Store, bolt: Store, at_acme: Client) -> None:
    for store, theme in ((acme, "connected-things"), (bolt, "trolleypusha")):
        with in_store(store):
            copy = sell("LDS02", name="Door sensor", versions=True).product.copies.get()
        data: dict[str, Any] = {
            "product": str(copy.product_id), "name": "Drafted words", "slug": copy.slug, "summary": "",
            "seo_title": "", "seo_description": "", "body-count": "0",
        }  # fmt: skip
        owner = staff(store)
        address = f"/admin/snippets/catalogue/productcopy/preview/{copy.pk}/"
        assert owner.post(address, data).json()["is_valid"]
        page = owner.get(address)
        assert page.status_code == 200
        assert "Drafted words" in page.content.decode()
        assert f"themes/{theme}/" in page.content.decode()
        assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "Drafted words" not in at_acme.get("/products/lds02/").content.decode()


def test_what_is_sent_for_translation_shows_only_when_its_words_are_published(
    acme: Store, bolt: Store, german: Locale, at_acme: Client
) -> None:
    owner = staff(acme)
    with in_store(acme):
        page = StandardPage(title="About us", slug="about")
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=page)
        page.save_revision().publish()
    submit(owner, f"/admin/localize/submit/page/{page.pk}/", german)
    assert at_acme.get("/de/about/").status_code == 404
    assert "/de/about/" not in at_acme.get("/about/").content.decode()
    with in_store(acme):
        put_into(Translation.objects.get(target_locale=german, source__object=page.translation_key), {"About us": "Über uns"})
    assert "Über uns" in at_acme.get("/de/about/").content.decode()
    assert "/de/about/" in at_acme.get("/about/").content.decode()
