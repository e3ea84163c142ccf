"""Reviews, questions, mentions and brand pages of the demo: written once, counted, shown; safe to repeat."""

from django.test import Client
from wagtail.models import Locale

from commerce.catalogue.models import Brand, BrandPage, Product, ProductImage
from commerce.reviews.models import Answer, Question, Review, ReviewPicture, ReviewTally
from sites.content.pages import ArticleIndexPage, ArticlePage, HomePage
from sites.provisioning.demo.apply.brands import write_brand_pages
from sites.provisioning.demo.apply.talk import mention_products, products_by_sku, write_talk
from sites.provisioning.demo.data_talk import (
    BrandStory,
    DemoAnswer,
    DemoQuestion,
    DemoRatings,
    DemoReview,
    DemoTalk,
    Mentions,
)
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import picture
from tests.shop import sell

TEXTS = {"en": "From a shed.", "de": "Aus einem Schuppen.", "af": "Uit 'n skuur."}
TALK = DemoTalk(
    brands=(BrandStory("Alder", TEXTS, {code: f"<p>{text}</p>" for code, text in TEXTS.items()}),),
    articles=(Mentions("first", ("S-1",)),),
    reviews=(
        DemoReview("S-1", "Ann", 5, 3, "It works.", title="Good", reply="Glad.", helpful=2, picture=1),
        DemoReview("S-1", "Ben", 2, 9, "It does not."),
    ),
    ratings=(DemoRatings("S-1", (4, 4)),),
    questions=(DemoQuestion("S-1", "Cat", 4, "Is it blue?", (DemoAnswer("Yes."), DemoAnswer("Mine is.", author="Dan"))),),
)


def stage() -> None:
    """A product with two pictures and a brand, and an article."""
    product = sell("S-1-EU", name="Sensor").product
    Product.objects.filter(pk=product.pk).update(brand=Brand.objects.create(name="Alder", slug="alder"))
    for number in range(2):
        ProductImage.objects.create(product=product, image=picture(f"View {number}"), sort_order=number)
    home = HomePage.objects.get(locale=Locale.get_default())
    index = home.add_child(instance=ArticleIndexPage(title="Notes", slug="notes"))
    index.add_child(instance=ArticlePage(title="First", slug="first"))


def speak() -> None:
    write_brand_pages(TALK.brands)
    mention_products(TALK)
    write_talk(TALK)


def test_what_is_said_is_counted_shown_and_said_once(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            stage()
            for _time in range(2):
                speak()
            tally = ReviewTally.objects.get()
            assert tally.by_stars == {5: 1, 4: 2, 3: 0, 2: 1, 1: 0}
            assert tally.questions == Question.objects.count() == 1
            assert (Review.objects.count(), ReviewPicture.objects.count(), Answer.objects.count()) == (4, 1, 2)
            assert [answer.is_from_store for answer in Answer.objects.all()] == [True, False]
            assert BrandPage.objects.count() == 2, "one in each language"
            assert [block.block_type for block in ArticlePage.objects.get().body] == ["product_card"]
        page = client.get("/products/s-1-eu/").content.decode()
        for words in ("It works.", "Glad.", "Is it blue?", "Mine is."):
            assert words in page
        listing = client.get("/products/").content.decode()
        assert "4 reviews" in listing or "4 resensies" in listing or "stars" in listing
        brands = "/brands/alder/" if store == acme else "/handelsmerke/alder/"
        assert TEXTS[store.default_language].replace("'", "&#x27;") in client.get(brands).content.decode()


def test_a_sku_is_found_by_its_beginning_where_variants_have_longer_ones(acme: Store) -> None:
    with in_store(acme):
        first, other = sell("S-1-EU"), sell("S-10-EU")
        assert products_by_sku(["S-1", "S-10-EU"]) == {"S-1": first.product, "S-10-EU": other.product}
