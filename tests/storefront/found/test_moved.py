"""Products and pages that moved lead on in one hop; what is gone for good says so."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from commerce.catalogue.lifecycle import archive
from commerce.catalogue.models import CategoryPage, FormerSlug, ProductCopy, ProductRelation, Variant
from sites.content.pages import HomePage, StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category, sell
from tests.storefront.test_product_pages import translate


def rename(variant: Variant, slug: str, *, code: str = "en") -> None:
    """Give the words of a product another address, as the editor does."""
    copy = ProductCopy.objects.get(product=variant.product, locale__language_code=code)
    copy.slug = slug
    copy.save()


def replace_by(old: Variant, new: Variant) -> None:
    """Write down a successor."""
    ProductRelation.objects.create(product=old.product, other=new.product, kind=ProductRelation.Kind.SUCCESSOR)


def leads_to(client: Client, path: str) -> tuple[int, str]:
    """Status and target of an address."""
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_renamed_product_is_found_in_one_hop_from_every_former_address(acme: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        rename(variant, "second")
        rename(variant, "third")
        assert FormerSlug.objects.count() == 2
    assert leads_to(at_acme, "/products/lds02/?variant=7&utm_source=x") == (301, "/products/third/?variant=7&utm_source=x")
    assert leads_to(at_acme, "/products/second/") == (301, "/products/third/")
    assert at_acme.get("/products/third/").status_code == 200
    assert at_bolt.get("/products/lds02/").status_code == 404
    with in_store(acme):
        rename(variant, "lds02")
    assert at_acme.get("/products/lds02/").status_code == 200
    assert leads_to(at_acme, "/products/third/") == (301, "/products/lds02/")


def test_words_that_came_down_are_known_by_their_old_address(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        copy = sell("LDS02", name="Door sensor", versions=True).product.copies.get()
        before = copy.slug
        copy.unpublish()
        copy = ProductCopy.objects.get(pk=copy.pk)
        copy.slug = "leak-sensor"
        copy.save_revision().publish()
    assert at_acme.get(f"/products/{before}/")["Location"] == "/products/leak-sensor/"


def test_a_former_address_of_another_language_leads_to_the_words_of_the_page(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        translate(variant, name="Sensor", slug="sensor-alt")
        rename(variant, "sensor-neu", code="de")
        rename(variant, "door-sensor")
    assert leads_to(at_acme, "/de/products/sensor-alt/") == (301, "/de/products/sensor-neu/")
    assert leads_to(at_acme, "/products/sensor-alt/") == (301, "/products/door-sensor/")
    assert leads_to(at_acme, "/de/products/lds02/") == (301, "/de/products/sensor-neu/")


def test_an_archived_product_leads_to_its_successor_and_to_the_successors_own(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        old, newer, newest = sell("OLD"), sell("NEWER"), sell("NEWEST")
        replace_by(old, newer)
        replace_by(newer, newest)
        rename(old, "older")
        archive(product=old.product)
    assert leads_to(at_acme, "/products/older/?variant=3") == (301, "/products/newer/")
    with in_store(acme):
        archive(product=newer.product)
    assert leads_to(at_acme, "/products/older/") == (301, "/products/newest/")
    assert leads_to(at_acme, "/products/old/") == (301, "/products/newest/")


def test_successors_in_a_circle_end_in_a_page_that_helps(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        place = category("Sensors")
        one, two = sell("ONE", name="Sensor One", category=place), sell("TWO", category=place)
        sell("STILL", name="Still here", category=place)
        replace_by(one, two)
        replace_by(two, one)
        archive(product=one.product)
        archive(product=two.product)
    page = at_acme.get("/products/one/")
    assert page.status_code == 410
    text = page.content.decode()
    assert "Sensor One is no longer sold" in text
    assert "Still here" in text
    assert '<meta name="robots" content="noindex">' in text


def test_what_never_was_and_what_is_a_draft_again_is_not_found(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("DRAFT-1", status="draft")
    for slug in ("never", "draft-1", "x" * 300, "%00", "ünïcode"):
        assert at_acme.get(f"/products/{slug}/").status_code == 404, slug


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_a_renamed_category_and_what_is_below_it_redirect(acme: Store, at_acme: Client, prefix: str) -> None:
    with in_store(acme):
        above = category("Sensors")
        category("Soil", parent=above)
        if prefix:
            for source in (above, CategoryPage.objects.get(slug="soil")):
                copy = source.copy_for_translation(Locale.objects.get(language_code="de"), copy_parents=True)
                copy.save_revision().publish()
            above = above.get_translation(Locale.objects.get(language_code="de"))
        assert at_acme.get(f"{prefix}/products/{above.slug}/").status_code == 200
        below = above.get_children().get()
        old, old_below = above.url, below.url
        page = CategoryPage.objects.get(pk=above.pk)
        page.slug = "detectors"
        page.save_revision().publish()
    assert leads_to(at_acme, old) == (301, f"{prefix}/products/detectors/")
    assert leads_to(at_acme, f"{old}?sort=price&page=2") == (301, f"{prefix}/products/detectors/?sort=price&page=2")
    assert leads_to(at_acme, old_below) == (301, f"{prefix}/products/detectors/{below.slug}/")


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/old/?a=1", "/products/?a=1"),
        ("/old/?x=1", "/contact/"),
        ("/kept/?a=1", "/products/?sort=price"),
        ("/away/?a=1", "https://elsewhere.example/"),
    ],
)
def test_a_query_comes_along_unless_the_redirect_says_otherwise(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, asked: str, to: str
) -> None:
    with in_store(acme):
        for old, new in (("/old", "/products/"), ("/old?x=1", "/contact/"), ("/kept", "/products/?sort=price")):
            Redirect.add_redirect(old, new)
        Redirect.add_redirect("/away", "https://elsewhere.example/")
    assert leads_to(at_acme, asked) == (301, to)
    assert at_bolt.get(asked).status_code == 404


def test_a_moved_page_redirects_and_its_new_address_answers(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        about = home.add_child(instance=StandardPage(title="About", slug="about-x"))
        team = home.add_child(instance=StandardPage(title="Team", slug="team-x"))
    assert at_acme.get("/team-x/").status_code == 200
    with in_store(acme):
        team.move(about, pos="last-child")
    assert leads_to(at_acme, "/team-x/") == (301, "/about-x/team-x/")
    assert at_acme.get("/about-x/team-x/").status_code == 200
    assert at_bolt.get("/team-x/").status_code == 404


def test_without_the_slash_it_is_one_hop_too(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        about = home.add_child(instance=StandardPage(title="About", slug="about-x"))
        place, product = category("Sensors"), sell("LDS02")
        for page in (StandardPage.objects.get(pk=about.pk), CategoryPage.objects.get(pk=place.pk)):
            page.slug = f"new-{page.slug}"
            page.save_revision().publish()
        rename(product, "door-sensor")
        old, newer = sell("OLD"), sell("NEWER")
        replace_by(old, newer)
        archive(product=old.product)
    assert leads_to(at_acme, "/about-x") == (301, "/new-about-x/")
    assert leads_to(at_acme, "/products/sensors?sort=price") == (301, "/products/new-sensors/?sort=price")
    assert leads_to(at_acme, "/products/lds02?utm_source=x") == (301, "/products/door-sensor/?utm_source=x")
    assert leads_to(at_acme, "/products/old") == (301, "/products/newer/")
    # What answers with its slash is found there, also where something else has moved from it before.
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        home.add_child(instance=StandardPage(title="About", slug="about-x"))
        rename(product, "lds02")
    for path in ("/about-x", "/new-about-x", "/products/new-sensors", "/products/lds02", "/products/newer", "/cart"):
        assert leads_to(at_acme, f"{path}?a=1") == (301, f"{path}/?a=1")
        assert at_acme.get(f"{path}/").status_code == 200
    for path in ("/about-x", "/products/sensors", "/products/lds02", "/never"):
        assert leads_to(at_bolt, path) == (301, f"{path}/")
        assert at_bolt.get(f"{path}/").status_code == 404
