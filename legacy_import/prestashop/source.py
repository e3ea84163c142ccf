"""Where a catalogue comes from: the interface that a live shop and a recording share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from legacy_import.prestashop.xml import Node


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the shop's owner should know about: what was left out or bent, and why.

    `legacy_id` is PrestaShop's id of the record, None where the trouble has no single record.
    """

    resource: str
    legacy_id: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of one resource as the shop sent them, and what could not be read among them."""

    records: tuple[Node, ...]
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """A PrestaShop that can be read, resource by resource. Resources are named as in the webservice."""

    def pages(self, resource: str) -> Iterator[Page]:
        """Every record of `resource`, by ascending id.

        Raises ResourceRefused where the resource cannot be had at all, and other SourceErrors where the source is gone.
        """
        ...

    def count(self, resource: str) -> int | None:
        """How many records `pages` will go through, for a progress bar. None: nobody knows."""
        ...

    def image(self, kind: str, *ids: int) -> bytes:
        """The original bytes: ("products", product, picture), ("categories", category), ("manufacturers",
        manufacturer).

        Raises PictureMissing.
        """
        ...

    def describe(self) -> str:
        """Name, version and whereabouts for the report. Never the key."""
        ...
