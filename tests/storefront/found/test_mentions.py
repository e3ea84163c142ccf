"""Articles that show a product stand on its page, as soon as the worker has read what they name."""

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail.tasks import update_reference_index_task

from commerce.catalogue.models import Variant
from sites.content.generation import generation
from sites.content.pages import ArticleIndexPage, ArticlePage, HomePage
from sites.tenants.background import run_task
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def published(title: str, *, product_id: int) -> ArticlePage:
    """A live article that shows a product, and that the worker has not read yet."""
    home = HomePage.objects.get(locale=Locale.get_default())
    index = home.add_child(instance=ArticleIndexPage(title="Read", slug="read"))
    body = [{"type": "product_card", "value": {"product": product_id}}]
    article: ArticlePage = index.add_child(instance=ArticlePage(title=title, slug="story", body=body))
    article.save_revision().publish()
    return article


def read_by_the_worker(article: ArticlePage) -> None:
    """As the worker does it some moments later."""
    run_task(update_reference_index_task.module_path, ["content", "articlepage", str(article.pk)], {})


@pytest.mark.usefixtures("kept_pages")
def test_an_article_stands_on_the_kept_page_of_the_product_it_shows(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    def is_named(client: Client) -> bool:
        return "How we count people" in client.get("/products/lds02/").content.decode()

    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02")
    with in_store(acme):
        article = published("How we count people", product_id=sell("PC1").product_id)
        read_by_the_worker(article)
    assert not is_named(at_acme)
    with in_store(acme):
        article.body = [{"type": "product_card", "value": {"product": Variant.objects.get(sku="LDS02").product_id}}]
        article.save_revision().publish()
    # Kept, in the moment before the worker comes to it.
    assert not is_named(at_acme)
    with in_store(acme):
        read_by_the_worker(article)
    assert is_named(at_acme)
    assert not is_named(at_bolt)
    with in_store(acme):
        number = generation()
        read_by_the_worker(article)
        assert generation() == number, "what has not changed throws nothing away"
