"""Ways to pay. Each folder is one: it exports `provider`, and settings.PAYMENT_PROVIDERS names it."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings

from commerce.orders.models import Order


@dataclass(frozen=True, slots=True)
class Lack:
    """What a store has to fill in before shoppers can really pay this way: a sentence for its staff, and the setting."""

    text: str
    setting: type[Any]


class Provider(Protocol):
    """What a way to pay must offer. It never changes an order: it says what the shopper should do, and reports money."""

    code: str

    def label(self) -> str:
        """Its name, in the active language."""

    def note(self) -> str:
        """One line for the checkout."""

    def lack(self) -> Lack | None:
        """What is missing in the store's settings; None where all is there. Orders are taken all the same: the shopper is
        told that the details follow.
        """

    def instructions(self, order: Order) -> list[tuple[str, str]]:
        """(label, value) the shopper needs to pay this order; empty when nothing is left to do."""


class UnknownProvider(LookupError):
    """No such way to pay is installed."""


@cache
def providers() -> dict[str, Provider]:
    """All installed providers by code."""
    found: list[Provider] = [import_module(path).provider for path in settings.PAYMENT_PROVIDERS]
    return {provider.code: provider for provider in found}


def provider_of(code: str) -> Provider:
    """The provider of that code. Raises UnknownProvider."""
    if code not in providers():
        raise UnknownProvider(f"No payment provider {code!r} is installed.")
    return providers()[code]
