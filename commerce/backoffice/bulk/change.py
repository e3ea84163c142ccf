"""What a bulk change is."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from commerce.catalogue.many.facts import Outcome
from commerce.catalogue.models import Product

FIRST = 10
# What a history line says did it.
UNDO = "undo"
# Name -> value in plain JSON, the same for the same state.
Parts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the preview: what it is about, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen: to how many products, to which not (name and why), and how it looks for the first."""

    changes: int
    same: int = 0
    refused: Sequence[tuple[str, str]] = ()
    refused_count: int = 0
    first: Sequence[Shown] = ()
    notes: Sequence[str] = field(default_factory=tuple)


class BulkChange(ABC):
    """Parent of the changes. `data` is what its form has cleaned."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise] = ""
    form_class: ClassVar[type[forms.Form]]
    permissions: ClassVar[tuple[str, ...]] = ("catalogue.change_product",)

    @abstractmethod
    def sentence(self, data: Mapping[str, Any]) -> str:
        """What will happen, for the heading of the preview and the result."""

    @abstractmethod
    def plan(self, ids: Sequence[int], data: Mapping[str, Any]) -> Plan:
        """What would happen to these products."""

    @abstractmethod
    def apply(self, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
        """Make the change, all or nothing but for those that are refused."""

    def lock(self, ids: Sequence[int]) -> None:
        """Hold what would change until the transaction ends, in the order of the verbs that change it."""
        list(Product.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))

    def about(self, data: Mapping[str, Any]) -> Collection[str]:  # noqa: ARG002 - most are about one thing whatever is chosen
        """The parts that a change with these data touches; none where it is always the same ones."""
        return ()

    @abstractmethod
    def standing(self, ids: Sequence[int], about: Collection[str]) -> dict[int, Parts]:
        """The parts of each product that such a change touches, as they are now. A fixed number of queries."""

    @abstractmethod
    def put_back(self, wanted: Mapping[int, Parts]) -> Outcome:
        """Give products these parts again, which `standing` once said. Refused where something of it is no more."""

    @abstractmethod
    def in_words(self, parts: Parts) -> str:
        """Parts as a person reads them."""


def names(ids: Sequence[int]) -> dict[int, str]:
    """The internal names of some products."""
    return dict(Product.objects.filter(pk__in=ids).values_list("pk", "name"))


def refusals(refused: Mapping[int, str]) -> list[tuple[str, str]]:
    """Names and reasons of the first that are refused."""
    first = list(refused)[:FIRST]
    known = names(first)
    return [(known.get(pk, f"#{pk}"), refused[pk]) for pk in first]
