"""What customers of a demo store have bought. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoOrder:
    """One of each of `skus`, bought so many `days` ago, paid and sent since. The country is the store's."""

    name: str
    line: str
    city: str
    postcode: str
    days: int
    skus: tuple[str, ...]
