"""A store learns a language: its locale, its page tree, menus and notices, ready to be translated."""

from typing import Any

from wagtail.models import Locale, Page

from sites.content.menus import Menu, Notice
from sites.content.pages import HomePage


def speak_language(code: str) -> Locale:
    """Add a language to the active store; safe to repeat. Pages start as live copies in the default language's words."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    source = Locale.get_default()
    if locale != source:
        for home in HomePage.objects.filter(locale=source):
            translate_tree(home, locale)
        for model in (Menu, Notice):
            for row in model.objects.filter(locale=source):
                translate_snippet(row, locale)
    return locale


def translate_tree(page: Any, locale: Locale) -> None:
    """A live copy in `locale` of the page and of everything below it; pages that have one keep it."""
    for source in Page.objects.descendant_of(page, inclusive=True).order_by("path").specific():
        if not source.has_translation(locale):
            translate_page(source, locale)


def translate_page(source: Any, locale: Locale) -> Any:
    """A copy of one page in `locale`, live when its source is; its parent must have one already."""
    copy = source.copy_for_translation(locale)
    # Wagtail appends the language to the slug of a tree's root only; addresses below have their own prefix.
    revision = copy.save_revision()
    if source.live:
        revision.publish()
    return copy.specific


def translate_snippet(source: Any, locale: Locale) -> Any:
    """A copy of a snippet in `locale`, live when its source is; the one there is, if there is one."""
    existing = source.get_translation_or_none(locale)
    if existing is not None:
        return existing
    copy = source.copy_for_translation(locale)
    copy.live = source.live
    copy.save()
    return copy
