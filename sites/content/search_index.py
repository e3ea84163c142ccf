"""Wagtail's search on PostgreSQL with less work for each object that is saved: its fields are read once instead of five times,
and the weight of its title is set in one statement. Pages are found in their own language too.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelsearch.backends.database.postgres import postgres
from psycopg import sql
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from sites.content.generation import bump_generation
from sites.content.stemming import configuration

WEIGH = """
    UPDATE {table} SET title_norm = (SELECT avg(length(title)) FROM {table} WHERE length(title) > 0)::float8 / length(title)
    WHERE length(title) > 0
"""


class Indexer(postgres.ObjectIndexer):  # type: ignore[misc]
    """Wagtail's, which prepares every field for the title, the body, the autocomplete and the plain texts: each time the rows
    of parts are read again, and streams of blocks turned into text.

    What shoppers search for is stemmed in the language of their page. Wagtail stems all in that of the database, which staff ask
    it in: a page has both.
    """

    def __init__(self, obj: Any, backend: Any) -> None:
        super().__init__(obj, backend)
        self.config: str | None = backend.config
        self._prepared: dict[Any, list[Any]] = {}

    def prepare_field(self, obj: Any, field: Any) -> Iterator[Any]:
        """(field, weight, text) of a field, and of those of its parts."""
        if obj is not self.obj:
            yield from super().prepare_field(obj, field)
            return
        if field not in self._prepared:
            self._prepared[field] = list(super().prepare_field(obj, field))
        yield from self._prepared[field]

    def as_vector(self, texts: list[tuple[str, str]], for_autocomplete: bool = False) -> Any:  # noqa: FBT001, FBT002 - the parent's
        """The words of some texts as the database stems them; of a page, as its language does as well."""
        vector = super().as_vector(texts, for_autocomplete)
        if for_autocomplete or vector is postgres.EMPTY_VECTOR or not isinstance(self.obj, Page):
            return vector
        return vector + self.in_language(texts)

    def in_language(self, texts: list[tuple[str, str]]) -> Any:
        """The same texts, stemmed in the language of the page."""
        usual, self.config = self.config, configuration(self.obj.locale.language_code)
        try:
            return super().as_vector(texts)
        finally:
            self.config = usual


class Index(postgres.PostgresIndex):  # type: ignore[misc]
    """Wagtail's table of entries. Shoppers search pages in it, after whose publication it is written in the background: what
    they are shown from then on is another page of results.
    """

    def add_items(self, model: Any, objs: list[Any]) -> None:
        """Write the entries of these objects of one model."""
        if not issubclass(model, Page):
            super().add_items(model, objs)
            return
        before = texts_of(model, objs)
        super().add_items(model, objs)
        if texts_of(model, objs) != before:
            bump_generation()

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002 - the parent's signature
        """Weigh the titles of new entries, or of all, against the average length."""
        statement = sql.SQL(WEIGH).format(table=sql.Identifier(IndexEntry._meta.db_table))
        if not full:
            # What an entry has until it is weighed.
            statement += sql.SQL("AND title_norm = 1.0")
        with self.write_connection.cursor() as cursor:
            cursor.execute(statement)


def texts_of(model: Any, objs: list[Any]) -> dict[str, tuple[str, str]]:
    """Title and body as the entries of these objects have them, by the object's key. One query."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    entries = IndexEntry.objects.filter(content_type=kind, object_id__in=[str(obj.pk) for obj in objs])
    return {key: (title, body) for key, title, body in entries.values_list("object_id", "title_text", "body_text")}


class SearchBackend(postgres.PostgresSearchBackend):  # type: ignore[misc]
    """The `BACKEND` of settings."""

    index_class = Index


# The backend names the class itself: there is no setting for it.
postgres.ObjectIndexer = Indexer
