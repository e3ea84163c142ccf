"""Whatever changes, in whatever order: once it is committed, a page that was kept and a page made anew are the same."""

import random
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.catalogue.lifecycle import change_status
from commerce.catalogue.models import CategoryPage, Product, ProductCopy, Variant
from commerce.stock.services import set_on_hand
from pricing.services import set_price
from sites.content.menus import Notice
from sites.content.settings import BrandTokens, StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import shown
from tests.shop import base_list, category, sell
from tests.transactions import Fill, empty_caches

pytestmark = pytest.mark.usefixtures("kept_pages")

PATHS = ("/", "/products/", "/products/cutlery/", "/products/fork/", "/search/?q=fork", "/de/products/")
WORDS = "Blunt Sharp Heavy Light Silver Wooden Bent Straight".split()  # noqa: SIM905 - a list of words reads better so


@pytest.fixture(scope="module")
def shops(made_once: Fill) -> None:
    """A fork and a spoon in both stores."""

    def fill() -> None:
        for store in Store.objects.order_by("schema_name"):
            with in_store(store):
                place = category("Cutlery")
                sell("FORK", category=place)
                sell("SPOON", category=place)

    made_once(fill)


def new_price(chance: random.Random) -> None:
    """Another price."""
    amount = Decimal(chance.randrange(100, 9_900)) / 100
    set_price(price_list=base_list(), variant=Variant.objects.get(sku="FORK"), amount=str(amount))


def new_stock(chance: random.Random) -> None:
    """Across the thresholds that shoppers see: none, few, many."""
    set_on_hand(variant=Variant.objects.get(sku="FORK"), quantity=chance.choice((0, 2, 50)))


def new_words(chance: random.Random) -> None:
    """Other words for the product."""
    copy = ProductCopy.objects.filter(product__variants__sku="FORK").order_by("locale").first()
    assert copy is not None
    copy.name = f"{chance.choice(WORDS)} fork"
    copy.save_revision().publish()


def new_state(chance: random.Random) -> None:
    """Shown, hidden, or no longer sold."""
    product = Product.objects.get(variants__sku="SPOON")
    others = [status for status in ("live", "hidden", "discontinued") if status != product.status]
    change_status(product=product, status=chance.choice(others))


def new_review(chance: random.Random) -> None:
    """Somebody was heard."""
    shown(
        Product.objects.get(variants__sku="FORK"),
        stars=chance.randrange(1, 6),
        text=f"It is {chance.choice(WORDS).lower()}, I say.",
    )


def new_title(chance: random.Random) -> None:
    """The category is called something else."""
    page = CategoryPage.objects.get(slug="cutlery")
    page.title = f"{chance.choice(WORDS)} cutlery"
    page.save_revision().publish()


def new_colour(chance: random.Random) -> None:
    """The brand's own colour."""
    tokens = BrandTokens.objects.first() or BrandTokens()
    tokens.accent = f"#{chance.randrange(0x40):02x}{chance.randrange(0x40):02x}{chance.randrange(0x40):02x}"
    tokens.save()


def new_name(chance: random.Random) -> None:
    """The shop is called something else."""
    identity = StoreIdentity.objects.first() or StoreIdentity()
    identity.tagline = f"{chance.choice(WORDS)} things"
    identity.save()


def new_notice(chance: random.Random) -> None:
    """The bar above everything."""
    notice = Notice.objects.order_by("pk").first()
    assert notice is not None
    notice.announcement = f"{chance.choice(WORDS)} week"
    notice.save_revision().publish()


def new_product(chance: random.Random) -> None:
    """One more on the shelf."""
    number = chance.randrange(10**9)
    sell(f"NEW-{number}", name=f"{chance.choice(WORDS)} fork {number}", category=CategoryPage.objects.get(slug="cutlery"))


def gone_product(_chance: random.Random) -> None:
    """One less."""
    last = Product.objects.exclude(variants__sku__in=("FORK", "SPOON")).order_by("-pk").first()
    if last is not None:
        last.delete()


CHANGES: tuple[Callable[[random.Random], None], ...] = (
    *(new_price, new_stock, new_words, new_state, new_review, new_title),
    *(new_colour, new_name, new_notice, new_product, gone_product),
)


def pages(client: Client) -> dict[str, bytes]:
    """Every page as a shopper gets it."""
    return {path: client.get(path).content for path in PATHS}


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(changes=st.lists(st.sampled_from(CHANGES), min_size=3, max_size=5), seed=st.integers(0, 10**6))
def test_a_kept_page_is_the_page_that_would_be_made_now(
    shops: None,
    acme: Store,
    at_acme: Client,
    at_bolt: Client,
    changes: list[Callable[[random.Random], None]],
    seed: int,
) -> None:
    chance = random.Random(seed)
    for change in changes:
        before, theirs = pages(at_acme), pages(at_bolt)
        assert pages(at_acme) == before
        with in_store(acme):
            change(chance)
        kept, elsewhere = pages(at_acme), pages(at_bolt)
        empty_caches()
        assert kept == pages(at_acme), f"{change.__name__} at {timezone.now()}"
        assert elsewhere == theirs == pages(at_bolt)
