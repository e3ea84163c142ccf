"""Two stores, two themes, one process; a theme touches shop pages and nothing else."""

from pathlib import Path

import pytest
from django.template import Template, TemplateDoesNotExist, engines
from django.template.base import Node, TextNode
from django.template.loader import get_template
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.test import Client
from django.utils import translation

from sites.tenants.checks import check_themes
from sites.tenants.context import in_store, on_platform
from sites.tenants.models import Store
from sites.tenants.templates import CachedThemeLoader
from sites.tenants.theming import UnknownTheme, installed_themes, theme_choices, theme_line


@pytest.fixture
def themes(tmp_path: Path, settings: object) -> Path:
    """Two themes upon base: both say who they are in shop/who.html, only one has shop/own.html."""
    settings.THEMES_DIR = tmp_path  # type: ignore[attr-defined]
    write(tmp_path, "base", who="base", extra={"shop/only_base.html": "base"})
    write(tmp_path, "connected-things", who="things", extra={"shop/own.html": "own"})
    write(tmp_path, "trolleypusha", who="trolley", parent="connected-things")
    forget()
    yield tmp_path
    forget()


def write(folder: Path, name: str, *, who: str, parent: str = "", extra: dict[str, str] | None = None) -> None:
    """A theme on disk."""
    lines = [f'label = "{name}"', 'version = "1"', *([f'parent = "{parent}"'] if parent else [])]
    for path, text in {"shop/who.html": who, **(extra or {})}.items():
        file = folder / name / "templates" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / name / "theme.toml").write_text("\n".join(lines))


def forget() -> None:
    """Themes are code, read once: a test that writes some has them read again."""
    installed_themes.cache_clear()
    theme_line.cache_clear()
    for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
        loader.reset()


def said(name: str) -> str:
    """What a template renders."""
    return get_template(name).render()


def test_the_same_name_is_each_stores_theme_in_turn(acme: Store, bolt: Store, themes: Path) -> None:
    for _cold_and_warm in range(2):
        with in_store(acme):
            assert said("shop/who.html") == "things"
        with in_store(bolt):
            assert said("shop/who.html") == "trolley"
        with on_platform():
            assert said("shop/who.html") == "base"


def test_without_the_theme_in_the_key_the_second_store_would_be_drawn_by_the_first_ones(
    acme: Store, bolt: Store, themes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CachedThemeLoader, "cache_key", cached.Loader.cache_key)
    with in_store(acme):
        assert said("shop/who.html") == "things"
    with in_store(bolt):
        assert said("shop/who.html") == "things"


def test_a_theme_falls_back_on_its_parent_then_on_base(acme: Store, bolt: Store, themes: Path) -> None:
    with in_store(bolt):
        assert said("shop/own.html") == "own"
        assert said("shop/only_base.html") == "base"
    with on_platform(), pytest.raises(TemplateDoesNotExist):
        get_template("shop/own.html")


def test_a_name_that_one_theme_lacks_is_not_missing_in_the_other(acme: Store, bolt: Store, themes: Path) -> None:
    acme.theme = "base"
    with in_store(acme), pytest.raises(TemplateDoesNotExist):
        get_template("shop/own.html")
    with in_store(bolt):
        assert said("shop/own.html") == "own"


def test_the_cache_grows_with_themes_not_with_stores(acme: Store, bolt: Store, themes: Path) -> None:
    bolt.theme = acme.theme
    with in_store(acme):
        first = get_template("shop/who.html").template  # type: ignore[attr-defined]
    with in_store(bolt):
        assert get_template("shop/who.html").template.nodelist is first.nodelist or said("shop/who.html") == "things"  # type: ignore[attr-defined]
    cached = engines["django"].engine.template_loaders[0].get_template_cache  # type: ignore[attr-defined]
    assert len([key for key in cached if "who.html" in str(key)]) == 1


WORDS = """{% load i18n static %}<p title="{% translate "Cart" %}">{% if on %}{% translate "Skip to the content" %}{% endif %}
{% for number in numbers %}{% blocktranslate %}Cart{% endblocktranslate %} {{ number }}{% empty %}{% translate name %}{% endfor %}
{% translate "Cart" as cart %}{{ cart }}
{% blocktranslate count total=2 %}{{ total }} product{% plural %}{{ total }} products{% endblocktranslate %}
{% with name="Cart" %}{% translate name %}{% endwith %} {% static "themes/base/icons.svg" %}</p>"""


def test_words_and_addresses_that_never_change_are_worked_out_once_for_each_language(
    acme: Store, bolt: Store, themes: Path
) -> None:
    write(themes, "base", who="base", extra={"shop/words.html": WORDS})
    as_written, shown = engines["django"].from_string(WORDS), {}
    for store in (acme, bolt):
        for language in store.languages:
            for context in ({"on": True, "numbers": [1, 2]}, {"name": "Cart"}):
                with in_store(store), translation.override(language):
                    html = get_template("shop/words.html").render(context)
                    assert html == as_written.render(context)
                    shown[language] = html
    assert [word for word in ("Cart", "Warenkorb", "Mandjie") if word in shown["de"]] == ["Warenkorb"]
    assert [word for word in ("Cart", "Warenkorb", "Mandjie") if word in shown["af"]] == ["Mandjie"]
    with in_store(acme), translation.override("de"):
        nodes = get_template("shop/words.html").template.nodelist.get_nodes_by_type(Node)  # type: ignore[attr-defined]
    # Left are the words that come from a variable or go into one, and those with a number.
    assert [node.token.contents for node in nodes if isinstance(node, TranslateNode | BlockTranslateNode | StaticNode)] == [
        "translate name",
        'translate "Cart" as cart',
        "blocktranslate count total=2",
        "translate name",
    ]
    assert not isinstance(nodes[0], TextNode) or "Warenkorb" in nodes[0].s


def test_a_template_is_folded_before_another_thread_can_render_it(
    acme: Store, bolt: Store, themes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = engines["django"].engine.template_loaders[0].get_template_cache  # type: ignore[attr-defined]
    seen = []

    def note(template: Template) -> None:
        seen.append(template.name)
        assert not any("who.html" in key and store.theme in key for key in kept)

    monkeypatch.setattr("sites.tenants.templates.fold", note)
    for store in (acme, bolt):
        with in_store(store):
            get_template("shop/who.html")
            get_template("shop/who.html")
    assert seen == ["shop/who.html", "shop/who.html"]


def test_a_stray_template_is_refused_by_the_check(themes: Path) -> None:
    assert check_themes() == []
    stray = themes / "trolleypusha" / "templates" / "wagtailadmin" / "base.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("taken over")
    assert [error.msg for error in check_themes()] == [
        "The theme 'trolleypusha' brings 'wagtailadmin/base.html': only shop/… is a theme's."
    ]


def test_a_stray_template_is_never_found(acme: Store, bolt: Store, themes: Path) -> None:
    stray = themes / "trolleypusha" / "templates" / "wagtailadmin" / "login.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("taken over")
    with in_store(bolt):
        assert "trolleypusha" not in str(get_template("wagtailadmin/login.html").origin)  # type: ignore[attr-defined]


def test_a_theme_that_is_not_installed_says_which_are(themes: Path) -> None:
    with pytest.raises(UnknownTheme, match="'nothing' is not installed; there are: base, connected-things, trolleypusha"):
        theme_line("nothing")


def test_our_own_themes_keep_to_the_shop() -> None:
    assert check_themes() == []
    assert {name for name, _label in theme_choices()} >= {"base", "connected-things", "trolleypusha"}


def test_two_home_pages_are_drawn_by_two_themes(at_acme: Client, at_bolt: Client) -> None:
    for _cold_and_warm in range(2):
        one, two = at_acme.get("/"), at_bolt.get("/")
        assert (one.status_code, two.status_code) == (200, 200)
        assert "trolleypusha" not in one.content.decode().lower()
        assert "connected-things" not in two.content.decode().lower()
