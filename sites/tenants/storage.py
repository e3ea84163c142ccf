"""Files that carry their store in their name."""

import posixpath
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage

from sites.tenants.context import active_store, current_store

STORE_FOLDER = "t"


def store_prefix(code: str) -> str:
    """`t/<store id>/`: where a store's files live."""
    return f"{STORE_FOLDER}/{code}/"


class StoreStorageMixin:
    """`save` puts `t/<store id>/` before the name that the database keeps; all else refuses another store's names.

    So deletion, renditions and export work from any context, also after the connection has moved on. The platform itself
    (no store active) may touch any store's file: that is how archives are written and a deleted store's files removed.
    """

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Store the file under this store's prefix. Raises NoStore outside of a store."""
        prefix = store_prefix(current_store().code)
        given = name or content.name
        prefixed = given if given.startswith(prefix) else prefix + given
        return super().save(prefixed, content, max_length=max_length)  # type: ignore[misc, no-any-return]

    def generate_filename(self, filename: str) -> str:
        """Prefix early, so that the field's max_length counts the whole name."""
        prefix = store_prefix(current_store().code)
        clean: str = super().generate_filename(filename)  # type: ignore[misc]
        return clean if clean.startswith(prefix) else prefix + clean

    def refuse_foreign(self, name: str) -> None:
        """Raise SuspiciousFileOperation for a name of another store."""
        store = active_store()
        if store and not posixpath.normpath(name).startswith(store_prefix(store.code)):
            raise SuspiciousFileOperation("This file belongs to another store.")

    def open(self, name: str, mode: str = "rb") -> Any:
        """Open one of this store's files."""
        self.refuse_foreign(name)
        return super().open(name, mode)  # type: ignore[misc]

    def url(self, name: str) -> str:
        """The address of one of this store's files."""
        self.refuse_foreign(name)
        return super().url(name)  # type: ignore[misc, no-any-return]

    def exists(self, name: str) -> bool:
        """Whether this store has such a file."""
        self.refuse_foreign(name)
        return super().exists(name)  # type: ignore[misc, no-any-return]

    def size(self, name: str) -> int:
        """How many bytes one of this store's files has."""
        self.refuse_foreign(name)
        return super().size(name)  # type: ignore[misc, no-any-return]

    def delete(self, name: str) -> None:
        """Delete the file of that name. From any context: the name says whose it is, and a task may run elsewhere."""
        super().delete(name)  # type: ignore[misc]


class StoreFileStorage(StoreStorageMixin, FileSystemStorage):  # type: ignore[misc]
    """Files of all stores below MEDIA_ROOT, each under its own prefix."""
