"""What all products of a store share: its languages, the words of facts in them, the live categories as shelf rows name them."""

from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Locale, Page

from commerce.catalogue.models import CategoryPage
from commerce.kernel.written import Written
from commerce.storefront.shelf.facts import Wording

CATEGORIES = Written(
    lambda keys: (
        CategoryPage.objects.live()
        .order_by()
        .filter(translation_key__among=keys)
        .values_list("pk", "path", "translation_key", "locale_id")
    )
)


class Tree:
    """Asked for once for any number of products. One query, and two for categories that are named for the first time."""

    def __init__(self) -> None:
        self.locales = list(Locale.objects.order_by("pk"))
        self.wording = {locale.pk: Wording(locale.language_code) for locale in self.locales}
        self.by_key: dict[tuple[UUID, int], int] = {}
        # Each with those above it, from the top down; and [title, address] of each of them.
        self.lines: dict[int, list[int]] = {}
        self.trails: dict[int, list[list[str]]] = {}
        self._known: set[UUID] = set()

    def know(self, keys: Iterable[UUID]) -> None:
        """Ask for the live categories of these translation keys, in every language, as far as they are not known."""
        new = set(keys) - self._known
        if not new:
            return
        rows = CATEGORIES(new)
        above = {start for _pk, path, _key, _locale in rows for start in starts_of(path)}
        live = CategoryPage.objects.live().order_by().filter(path__in=above)
        pages = {page.path: page for page in live.defer_streamfields()}
        crumbs = {page.path: [page.title, page.url or ""] for page in pages.values()}
        for pk, path, key, locale in rows:
            line = [start for start in starts_of(path) if start in pages]
            self.by_key[key, locale] = pk
            self.lines[pk] = [pages[start].pk for start in line]
            self.trails[pk] = [crumbs[start] for start in line]
        self._known |= new


def starts_of(path: str) -> list[str]:
    """The paths of a page and of those above it, from the top down."""
    return [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
