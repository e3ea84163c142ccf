"""Categories by their path below the catalogue: sensors/indoor."""

from collections import Counter

from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, CategoryPage


class Categories:
    """The store's categories in its default language. Three queries."""

    def __init__(self) -> None:
        locale = Locale.get_default()
        mounts = list(CatalogPage.objects.filter(locale=locale).values_list("url_path", flat=True))
        rows = list(CategoryPage.objects.values_list("pk", "title", "url_path", "translation_key", "locale_id"))
        own = {key: pk for pk, _title, _path, key, locale_id in rows if locale_id == locale.pk}
        self._own = {pk: own.get(key, pk) for pk, _title, _path, key, _locale in rows}
        here = [(pk, title, path) for pk, title, path, _key, locale_id in rows if locale_id == locale.pk]
        self.by_path = {below(path, mounts): pk for pk, _title, path in here}
        often = Counter(title for _pk, title, _path in here)
        # A title says which category is meant where only one has it.
        self.by_title = {title: pk for pk, title, _path in here if often[title] == 1}

    def own(self, pk: int) -> int:
        """The category in the store's default language that this one is a translation of."""
        return self._own.get(pk, pk)


def below(path: str, mounts: list[str]) -> str:
    """/shop/products/sensors/indoor/ -> sensors/indoor."""
    mount = max((mount for mount in mounts if path.startswith(mount)), key=len, default="/")
    return path.removeprefix(mount).strip("/")
