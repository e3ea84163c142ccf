"""Lifecycles as tables: which state may follow which, and what each means for stock and money."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise


class NotAllowed(Exception):
    """A move that the table does not have. `message` is for the person who tried it."""

    def __init__(self, message: str | Promise) -> None:
        self.message = message
        super().__init__(str(message))


class Lifecycle:
    """Parent of the tables. `moves` maps a state to those that may follow it."""

    moves: ClassVar[Mapping[str, frozenset[str]]]

    @classmethod
    def may(cls, before: str, after: str) -> bool:
        """Whether the table allows this move."""
        return after in cls.moves.get(before, frozenset())
