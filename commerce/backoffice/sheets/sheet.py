"""What every sheet is: columns, the rows as they stand, and how changes are applied.

A sheet has fields of django-import-export, which declare the columns, read the cells and write them. It is not a `Resource` of
the library: that holds the whole file, the whole result and a difference in HTML for each row in memory, so rows are driven by
`check` and `apply` in chunks; and the library's own metaclass would not let a kind that forgets a verb be refused when it is made.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.fields import Field

Key = tuple[str, ...]


class Column(Field):
    """A column: its header, how its cells are read, and whether it says which row is meant, must be there, or only tells.

    `missing` is what an empty cell of a key says.
    """

    def __init__(
        self,
        header: str,
        widget: Any,
        *,
        hint: Any = "",
        key: bool = False,
        needed: bool = False,
        told: bool = False,
        missing: str = "",
    ) -> None:
        super().__init__(attribute=header.replace(":", "_"), column_name=header, widget=widget, readonly=told)
        self.hint, self.key, self.needed, self.told, self.missing = hint, key, needed, told, missing

    @property
    def header(self) -> str:
        """As it stands in the first row."""
        return str(self.column_name)

    def get_value(self, instance: Any) -> Any:
        """The value in a row of values by header."""
        return instance.get(self.column_name)


@dataclass(frozen=True, slots=True)
class Standing:
    """A row as it stands: what it is the same as, and its values by header; no values where it would be new."""

    identity: Hashable
    values: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What shall become of a row: the cells that differ, as [before, after] in writing."""

    line: int
    key: Key
    is_new: bool
    cells: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Applied:
    """What became of a chunk: how many rows changed, which could not (line -> why), which products are touched, and which
    products and texts staff's search must know anew.
    """

    changed: int = 0
    refused: dict[int, str] = field(default_factory=dict)
    products: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)
    worded: set[int] = field(default_factory=set)


class Sheet(ABC):
    """Parent of the five kinds. One is made for each run, in its store: what it knows of the store is of that moment."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise]
    permissions: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self.fields: dict[str, Column] = {column.header: column for column in self.columns()}

    @abstractmethod
    def columns(self) -> Iterable[Column]:
        """The columns in order, those of the store's own attributes included."""

    def look_up(self, rows: Sequence[Mapping[str, str]]) -> None:  # noqa: B027 - most have nothing to ask
        """Ask for what the cells of a chunk name, before they are compared."""

    @abstractmethod
    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """The rows of these keys as they stand, in a fixed number of queries; a key that can be no row is left out."""

    def unknown(self, key: Key) -> str:
        """What to say of a key that `standing` left out."""
        return _("There is no “%(key)s”.") % {"key": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:  # noqa: ARG002
        """What is wrong with the whole row, by header; values are those after the change."""
        return {}

    @abstractmethod
    def apply(self, changes: Sequence[Change]) -> Applied:
        """Carry out changes through the services. What cannot be is in `refused`; everything else raises and undoes it."""

    @abstractmethod
    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """The keys of all rows (of these products), chunk by chunk in a stable order."""

    def key_columns(self) -> list[Column]:
        """Those that say which row is meant."""
        return [column for column in self.fields.values() if column.key]

    def headers(self) -> list[str]:
        """The first row."""
        return list(self.fields)

    def values_of(self, change: Change) -> dict[str, Any]:
        """The values that a change writes, by header. Raises ValidationError where what a cell names has gone since the preview."""
        try:
            return {header: self.fields[header].widget.clean(cells[1]) for header, cells in change.cells.items()}
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def written(self, key: Key, values: Mapping[str, Any]) -> list[str]:
        """A row in writing, in the order of the columns."""
        row = dict(zip((column.header for column in self.key_columns()), key, strict=True)) | dict(values)
        return [row[name] if column.key else column.export(row) for name, column in self.fields.items()]
