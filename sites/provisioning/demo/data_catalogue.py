"""What a demo store sells, as its catalogue file says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sites.provisioning.demo.data_reading import Texts

Value = bool | float | date | tuple[Texts, ...] | Texts
"""A boolean, a number in the attribute's unit, a day, several choices, or a text or choice by language."""


@dataclass(frozen=True)
class DemoBrand:
    """Who makes a product."""

    name: str


@dataclass(frozen=True)
class DemoAttribute:
    """`kind`: as `Attribute.Kind` has them. The choices are the values that products use."""

    code: str
    kind: str
    labels: Texts
    group: Texts = field(default_factory=dict)
    unit: str = ""
    facetable: bool = False
    listed: bool = False


@dataclass(frozen=True)
class DemoType:
    """`options` are codes of attributes that tell a product's variants apart."""

    code: str
    name: str
    attributes: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoCategory:
    """`parent`: the key of another category, before this one in the file; empty at the top."""

    key: str
    subject: str
    title: Texts
    slug: Texts
    intro: Texts
    parent: str = ""


@dataclass(frozen=True)
class DemoVariant:
    """`price` is what the store shows: with tax where the store's prices are. `weight`: kilograms."""

    sku: str
    price: Decimal
    stock: int
    weight: Decimal
    gtin: str = ""
    compare_at: Decimal | None = None
    backorder: bool = False
    options: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoProduct:
    """`tax`: standard or zero. `views`: of the subject's pictures, the first is the main one. `body`: HTML paragraphs.
    `kind`: as `ProductKind` has them. `age`: for so many days it has been on the site.
    """

    key: str
    type: str
    brand: str
    categories: tuple[str, ...]
    tax: str
    subject: str
    views: tuple[int, ...]
    name: Texts
    slug: Texts
    summary: Texts
    body: Mapping[str, tuple[str, ...]]
    variants: tuple[DemoVariant, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    kind: str = "goods"
    age: int = 0


@dataclass(frozen=True)
class DemoCatalogue:
    """All that a store sells."""

    brands: tuple[DemoBrand, ...]
    attributes: tuple[DemoAttribute, ...]
    types: tuple[DemoType, ...]
    categories: tuple[DemoCategory, ...]
    products: tuple[DemoProduct, ...]


@dataclass(frozen=True)
class ProductPicture:
    """What to draw for the webservice's image of that number; with a `colour` (#rrggbb), in that one."""

    image: int
    subject: str
    view: int
    colour: str = ""


@dataclass(frozen=True)
class NamedPicture:
    """What to draw for a category or a manufacturer of the webservice."""

    id: int
    subject: str


@dataclass(frozen=True)
class DemoPictures:
    """What is drawn for a recording's pictures."""

    products: tuple[ProductPicture, ...]
    categories: tuple[NamedPicture, ...] = ()
    manufacturers: tuple[NamedPicture, ...] = ()
