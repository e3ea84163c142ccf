"""A store learns a language: its locale, its page tree, menus and notices, ready to be translated."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from sites.content.generation import bump_generation
from sites.content.menus import Menu, Notice
from sites.content.pages import HomePage

Fill = Callable[[Any], None]


def leave_as_it_is(_page: Any) -> None:
    """A copy keeps the words of its source."""


def speak_language(code: str, *, fill: Fill = leave_as_it_is) -> Locale:
    """Add a language to the active store; safe to repeat. Pages start as live copies, `fill` may give them other words."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    source = Locale.get_default()
    if locale != source:
        for home in HomePage.objects.filter(locale=source):
            translate_tree(home, locale, fill=fill)
        for model in (Menu, Notice):
            for row in model.objects.filter(locale=source):
                translate_snippet(row, locale)
    return locale


def translate_tree(page: Any, locale: Locale, *, fill: Fill = leave_as_it_is) -> None:
    """A live copy in `locale` of the page and of everything below it; pages that have one keep it."""
    for source in Page.objects.descendant_of(page, inclusive=True).order_by("path").specific():
        if not source.has_translation(locale):
            translate_page(source, locale, fill=fill)


def translate_page(source: Any, locale: Locale, *, fill: Fill = leave_as_it_is) -> Any:
    """A copy of one page in `locale`, live when its source is; its parent must have one already. The slug that `fill` gives it
    is its first: nobody knew it under another, so no redirect is made.
    """
    copy = source.copy_for_translation(locale).specific
    first_slug = copy.slug
    fill(copy)
    if copy.slug != first_slug:
        copy.set_url_path(copy.get_parent())
        Page.objects.filter(pk=copy.pk).update(slug=copy.slug, url_path=copy.url_path)
    copy.live, copy.has_unpublished_changes = source.live, not source.live
    copy.draft_title = copy.title
    copy.first_published_at = copy.last_published_at = timezone.now() if source.live else None
    # The copy's own revision holds the source's words: what is live is the row.
    copy.latest_revision = None
    copy.save()
    bump_generation()
    return copy


def translate_snippet(source: Any, locale: Locale) -> Any:
    """A copy of a snippet in `locale`, live when its source is; the one there is, if there is one."""
    existing = source.get_translation_or_none(locale)
    if existing is not None:
        return existing
    copy = source.copy_for_translation(locale)
    copy.live = source.live
    copy.save()
    return copy
