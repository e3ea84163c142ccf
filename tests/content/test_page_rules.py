"""Where pages of each kind may stand: an editor cannot build a tree that the shop does not understand."""

import pytest
from wagtail.models import Locale, Page

from commerce.catalogue.models import BrandIndexPage, BrandPage, CatalogPage, CategoryPage
from sites.content.pages import ArticleIndexPage, ArticlePage, ContactPage, FaqPage, HomePage, LandingPage, StandardPage
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.shop import category

ALLOWED = {
    Page: {HomePage},
    HomePage: {StandardPage, LandingPage, ArticleIndexPage, FaqPage, ContactPage, CatalogPage, BrandIndexPage},
    StandardPage: {StandardPage, FaqPage},
    LandingPage: set(),
    ArticleIndexPage: {ArticlePage},
    ArticlePage: set(),
    FaqPage: set(),
    ContactPage: set(),
    CatalogPage: {CategoryPage},
    CategoryPage: {CategoryPage},
    BrandIndexPage: {BrandPage},
    BrandPage: set(),
}


@pytest.mark.parametrize("parent", ALLOWED, ids=lambda model: model.__name__)
def test_only_the_right_kinds_of_pages_stand_below_each(db: None, parent: type[Page]) -> None:
    assert {model for model in parent.allowed_subpage_models() if model.is_creatable} == ALLOWED[parent]


@pytest.mark.tenant("acme")
def test_a_store_has_one_home_page_and_one_catalogue_a_language() -> None:
    root = Page.get_first_root_node()
    home = HomePage.objects.get(locale=Locale.get_default())
    assert not HomePage.can_create_at(root)
    assert not CatalogPage.can_create_at(home)
    CatalogPage.objects.get(locale=Locale.get_default()).delete()
    assert CatalogPage.can_create_at(HomePage.objects.get(pk=home.pk))


@pytest.mark.tenant("acme")
def test_a_category_cannot_be_moved_out_of_the_catalogue() -> None:
    page = category("Sensors")
    assert not page.can_move_to(HomePage.objects.get(locale=Locale.get_default()))
    assert page.can_move_to(category("Gateways"))


@pytest.mark.parametrize(
    ("kind", "parent", "answer"),
    [
        ("content/standardpage", "home", 200),
        ("content/articlepage", "home", 403),
        ("content/homepage", "root", 403),
        ("catalogue/catalogpage", "home", 403),
        ("catalogue/categorypage", "home", 403),
        ("catalogue/categorypage", "catalogue", 200),
        ("wagtailcore/page", "home", 403),
    ],
)
def test_the_admin_offers_only_what_may_stand_there(acme: Store, kind: str, parent: str, answer: int) -> None:
    from sites.tenants.context import in_store

    owner = staff(acme)
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        places = {"home": home, "root": Page.get_first_root_node(), "catalogue": CatalogPage.objects.get(locale=home.locale)}
    response = owner.get(f"/admin/pages/add/{kind}/{places[parent].pk}/")
    assert response.status_code == answer or (answer == 403 and response.status_code in {302, 404})


@pytest.mark.tenant("acme")
def test_the_kinds_of_pages_have_templates_in_both_themes() -> None:
    from django.template.loader import get_template

    for model in ALLOWED:
        if model is not Page:
            get_template(model.template)
