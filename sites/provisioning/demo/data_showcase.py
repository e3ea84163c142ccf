"""What the pages of a demo store's products can show besides the usual: films, papers, steps of price, sets, launches, successors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sites.provisioning.demo.data_catalogue import DemoAttribute, DemoProduct, DemoType, Value
from sites.provisioning.demo.data_orders import DemoOrder
from sites.provisioning.demo.data_reading import Texts


@dataclass(frozen=True)
class DemoPart:
    """So many of a variant in a set."""

    sku: str
    quantity: int


@dataclass(frozen=True)
class DemoBooklet:
    """A file for buyers, as many sheets as languages: on each a title, and paragraphs."""

    title: Texts
    paragraphs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ShownProduct(DemoProduct):
    """A product of another kind than goods, or of another day than today.

    `like`: the SKU of a product whose facts it shares. `launch`: in so many days it is sold, 0 for now.
    """

    like: str = ""
    launch: int = 0
    parts: tuple[DemoPart, ...] = ()
    files: tuple[DemoBooklet, ...] = ()


@dataclass(frozen=True)
class DemoStep:
    """From so many on, each costs so many percent less."""

    quantity: int
    percent: int


@dataclass(frozen=True)
class DemoExtras:
    """What the page of a product shows in addition. `datasheet`: the code of the attribute for which its facts
    are put on paper, with `care` below them.

    `film`: what the film of its pictures is called. `coloured`: what is drawn for each variant in the colour of its choice. The last
    five are SKUs of other products.
    """

    sku: str
    values: Mapping[str, Value] = field(default_factory=dict)
    works_with: Texts = field(default_factory=dict)
    steps: tuple[DemoStep, ...] = ()
    datasheet: str = ""
    care: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    film: Texts = field(default_factory=dict)
    least: int = 1
    coloured: str = ""
    upsell: tuple[str, ...] = ()
    accessory: tuple[str, ...] = ()
    spare_part: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    successor: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoSwatch:
    """The colour of a choice, #rrggbb."""

    attribute: str
    choice: str
    colour: str


@dataclass(frozen=True)
class DemoShowcase:
    """All of it. `attributes` and `types` are those that the catalogue does not have, `orders` those from which it is told what
    is bought together.
    """

    products: tuple[ShownProduct, ...]
    extras: tuple[DemoExtras, ...]
    attributes: tuple[DemoAttribute, ...] = ()
    types: tuple[DemoType, ...] = ()
    swatches: tuple[DemoSwatch, ...] = ()
    orders: tuple[DemoOrder, ...] = ()
