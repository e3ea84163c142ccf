"""Parts of pages that are kept: the same for all of a store, anew when something was published, never the other store's."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils import translation

from sites.content.generation import bump_generation
from sites.tenants.context import in_store
from sites.tenants.models import Store

PART = Template("{% load kept %}{% kept 'part' state %}{{ text }}{% endkept %}")


def shown(text: str, state: str = "") -> str:
    """What the part shows when `text` would be the right thing to show."""
    return PART.render(Context({"text": text, "state": state}))


def test_a_part_is_made_once_for_each_store_state_and_language_until_something_changes(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        assert (shown("one"), shown("two")) == ("one", "one")
        assert shown("other state", state="1") == "other state"
        with translation.override("de"):
            assert shown("eins") == "eins"
    with in_store(bolt):
        assert shown("bolts") == "bolts"
    with in_store(acme):
        assert shown("three") == "one"
        bump_generation()
        assert shown("three") == "three"


def test_where_there_is_no_store_nothing_is_kept() -> None:
    assert (shown("one"), shown("two")) == ("one", "two")


def test_markup_is_escaped_once(acme: Store) -> None:
    with in_store(acme):
        assert shown("<b>") == shown("<b>") == "&lt;b&gt;"


def test_a_part_needs_a_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="name of the part"):
        Template("{% load kept %}{% kept %}{% endkept %}")


def test_the_menu_marks_the_page_one_is_on(at_acme: Client, at_bolt: Client) -> None:
    for client in (at_acme, at_bolt):
        pages = {path: client.get(path).content.decode() for path in ("/", "/products/", "/contact/", "/products/")}
        marked = {path: html.partition('class="nav"')[2].partition("</nav>")[0] for path, html in pages.items()}
        assert 'href="/products/" aria-current="page"' in marked["/products/"]
        assert 'href="/products/" aria-current="page"' not in marked["/contact/"]
