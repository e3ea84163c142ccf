"""Cells that name one of the store's documents by its title. A sheet carries no files: what it names is there already."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from commerce.backoffice.sheets.cells import TextCell, clean_text


class DocumentCell(TextCell):
    """The title of a document, letter by letter; or nothing. `titles` are those of all documents, by id."""

    def __init__(self, titles: Mapping[int, str]) -> None:
        super().__init__()
        self.titles = {pk: clean_text(title) for pk, title in titles.items()}
        self.called: dict[str, list[int]] = defaultdict(list)
        for pk, title in self.titles.items():
            self.called[title].append(pk)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The id of the document; None for an empty cell. Raises ValueError for a title that none has, or more than one."""
        title = super().clean(value, row, **kwargs)
        if not title:
            return None
        found = self.called.get(title, [])
        if not found:
            raise ValueError(_("There is no document “%(title)s”.") % {"title": title})
        if len(found) > 1:
            words = {"count": len(found), "title": title}
            raise ValueError(
                _("%(count)d documents are called “%(title)s”. Rename one, or choose it on the product's screen.") % words
            )
        return found[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002 - the library's signature
        """Its title."""
        return self.titles.get(value, "")


def document_titles() -> dict[int, str]:
    """Of all documents of the store. One query."""
    return dict(get_document_model().objects.order_by("pk").values_list("pk", "title"))
