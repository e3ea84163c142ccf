"""Parts of pages that are kept: the same for all of a store, anew when something was published, never the other store's."""

import pytest
from django.core.cache import cache
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils import translation

from sites.content.generation import KEY, bump_generation, bump_goods, cached, frame_of, generation_of
from sites.tenants.context import in_store
from sites.tenants.models import Store

PART = Template("{% load kept %}{% kept 'part' state %}{{ text }}{% endkept %}")
FRAME = Template("{% load kept %}{% frame 'part' %}{{ text }}{% endframe %}")


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


def around(text: str) -> tuple[str, str]:
    """What two things around goods show when `text` would be the right thing to show: a part of a page, and a value."""
    return FRAME.render(Context({"text": text})), cached("test.around", lambda: text, frame=True)


def test_what_stands_around_goods_stays_while_goods_change(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            assert (around(store.name), shown(store.name)) == ((store.name, store.name), store.name)
    with in_store(acme):
        bump_goods()
        assert shown("new price") == "new price"
        assert around("new price") == ("Acme", "Acme")
        bump_generation()
        assert around("new menu") == ("new menu", "new menu")
    with in_store(bolt):
        assert around("bolt's") == ("Bolt", "Bolt")


def test_the_number_tells_goods_from_all_else(acme: Store) -> None:
    with in_store(acme):
        cache.set(KEY, 5_242_900, None)
        moves = [bump_goods, bump_generation, bump_goods, *[bump_goods] * 73]
        seen = [(generation_of(acme.code), frame_of(acme.code)) for move in moves if not move()]  # type: ignore[func-returns-value]
        assert [seen[place] for place in (0, 1, 2, -1)] == [
            (5_242_901, 5120),
            (5_243_925, 5121),
            (5_243_926, 5121),
            (5_243_999, 5121),
        ]
        for _change in range(1024):
            bump_goods()
        assert (generation_of(acme.code), frame_of(acme.code)) == (5_245_023, 5122)


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
