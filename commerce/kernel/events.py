"""What has happened: typed, past tense, listed here, delivered once the transaction has committed.

Events carry ids, never rows: a subscriber reads what is true when it runs. A subscriber's error is logged and does not
undo what happened, nor keep the next subscriber from running. What must not be lost between commit and delivery is written
by a recorder, within the transaction.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened in the active store."""


@dataclass(frozen=True, slots=True)
class ProductsChanged(Event):
    """Facts, words, prices or stock of these products changed: what listings show must be made again."""

    product_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class CategoriesChanged(Event):
    """The category tree changed: moved, renamed, published, deleted."""


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    """A shopper has bought; stock is reserved, nothing is paid yet."""

    order_id: int


@dataclass(frozen=True, slots=True)
class PaymentReceived(Event):
    """Money came in for an order."""

    order_id: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class OrderShipped(Event):
    """A parcel left."""

    order_id: int
    shipment_id: int


@dataclass(frozen=True, slots=True)
class OrderCancelled(Event):
    """An order will not be fulfilled; its stock is free again."""

    order_id: int


@dataclass(frozen=True, slots=True)
class ReviewPublished(Event):
    """A review was approved: everyone may read it."""

    review_id: int


@dataclass(frozen=True, slots=True)
class AnswerPublished(Event):
    """An answer to a question was approved: everyone may read it."""

    question_id: int


@dataclass(frozen=True, slots=True)
class ChoicesMerged(Event):
    """Two choices of an attribute became one; `words`: (language, what the one that is gone was called, what the other is)."""

    choice_id: int
    words: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class StockAlertAsked(Event):
    """Somebody wants a mail when a variant is back, and has not confirmed it yet."""

    alert_id: int


MOST_LOOKED_AT = 50
E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)
_recorders: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribes(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Decorator: call this function for each such event. Belongs into an app's `subscribers` module."""

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        if function not in _subscribers[event]:
            _subscribers[event].append(function)
        return function

    return register


def records(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Decorator: call this function within the transaction that publishes: what it writes stays if and only if that commits.

    It writes rows and does nothing else; its error undoes what happened.
    """

    def register(function: Callable[[E], None]) -> Callable[[E], None]:
        if function not in _recorders[event]:
            _recorders[event].append(function)
        return function

    return register


def publish(event: Event) -> None:
    """Have `event` recorded now, and delivered to its subscribers when the transaction commits; at once outside of one."""
    for recorder in _recorders[type(event)]:
        recorder(event)
    for subscriber in _subscribers[type(event)]:
        delivery = Delivery(subscriber, event)
        if not _waits(delivery):
            transaction.on_commit(delivery)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one subscriber. Two that are equal are one: the first to come tells what is true by then."""

    subscriber: Callable[[Any], None]
    event: Event

    def __call__(self) -> None:
        """Deliver; an error is logged."""
        try:
            self.subscriber(self.event)
        except Exception:
            logger.exception("%s failed on %s", self.subscriber.__qualname__, self.event)


def _waits(delivery: Delivery) -> bool:
    """Whether an equal one waits for this commit already; what undoes that one undoes this one too, so it is enough.

    A product that is saved with its parts says a dozen times that it has changed. Looks at the last few that wait: a
    transaction may hold thousands.
    """
    waiting = transaction.get_connection().run_on_commit[-MOST_LOOKED_AT:]
    return any(function == delivery for _savepoints, function, _robust in waiting)
