"""Two shops with something of everything to find, and something of everything that must not be found."""

import pytest
from django.test import override_settings
from wagtail.models import Locale

from commerce.catalogue.models import Brand, Variant
from commerce.catalogue.states import ProductStatus
from pricing.services import set_price
from sites.content.pages import ArticleIndexPage, ArticlePage, FaqPage, HomePage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.indexing import indexing
from tests.pictures import show
from tests.shop import base_list, category, sell
from tests.storefront.test_product_pages import translate
from tests.transactions import Fill

SECRETS = ("hidden-thing", "draft-thing", "archived-thing", "Draft article", "noindex-article")


@pytest.fixture(scope="module")
def filled(made_once: Fill) -> None:
    """Both, filled for all tests of the module, with the sizes of their pictures and what the articles name."""
    with override_settings(MAKE_RENDITIONS=True), indexing():
        made_once(fill_both)


@pytest.fixture
def shops(filled: None, acme: Store, bolt: Store) -> tuple[Store, Store]:
    """Both, filled."""
    return acme, bolt


def fill_both() -> None:
    """The same in both, and one that only acme sells."""
    for store in Store.objects.order_by("pk"):
        with in_store(store):
            fill()
    with in_store(Store.objects.get(schema_name="acme")):
        sell("ONLY-ACME", name="Only at Acme & Sons <b>")


def fill() -> None:
    """A product of two variants with words in two languages, one alone, those that stay out; articles and questions."""
    place = category("Sensors")
    variant = sell("LDS02", name="Door sensor", category=place)
    product = variant.product
    product.brand = Brand.objects.create(name="Dragino & Co", slug="dragino")
    product.save()
    Variant.objects.filter(pk=variant.pk).update(gtin="4006381333931", mpn="LDS-2", weight="0.25")
    other = Variant.objects.create(product=product, sku="LDS02-868", sort_order=2)
    set_price(price_list=base_list(), variant=other, amount="50.00", compare_at="60.00")
    show(product, captions={})
    codes = [locale.language_code for locale in Locale.objects.exclude(pk=Locale.get_default().pk)]
    translate(variant, name="Türsensor", slug="tuersensor", code=codes[0])
    alone = sell("ALONE", name="A thing, alone", category=place)
    show(alone.product)
    for status in (ProductStatus.HIDDEN, ProductStatus.DRAFT, ProductStatus.ARCHIVED):
        show(sell(f"{status}-THING", status=status).product)
    home = HomePage.objects.get(locale=Locale.get_default())
    index = ArticleIndexPage.objects.child_of(home).first() or home.add_child(
        instance=ArticleIndexPage(title="News", slug="news-x")
    )
    words = [("rich_text", "<p>Mount it &amp; forget it.</p>"), ("product_card", {"product": product})]
    faq = [("faq", {"title": "", "entries": [{"question": "How far?", "answer": "<p>Two kilometres.</p>"}]})]
    index.add_child(instance=ArticlePage(title="How to mount <it>", slug="mount", body=[*words, *faq], author="Ann"))
    index.add_child(instance=ArticlePage(title="Draft article", slug="draft-article", body=words, live=False))
    index.add_child(instance=ArticlePage(title="Noindex", slug="noindex-article", noindex=True))
    group = {"title": "Delivery", "entries": [{"question": "When?", "answer": "<p>Soon.</p>"}]}
    home.add_child(instance=FaqPage(title="Questions", slug="questions-x", questions=[("group", group)]))
