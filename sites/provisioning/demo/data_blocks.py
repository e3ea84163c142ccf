"""The blocks of a page's body, as the pages files say them; one class for each block that the demo uses.

A `link` is "catalogue", "contact", "faq", "articles", "category:<key>", "page:<key>" or an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sites.provisioning.demo.data_reading import DemoDataError, built


@dataclass(frozen=True)
class Block:
    """Any block; `name` is what the body knows it by."""

    name: ClassVar[str]
    kinds: ClassVar[dict[str, type[Block]]] = {}

    def __init_subclass__(cls) -> None:
        Block.kinds[cls.name] = cls

    @staticmethod
    def chosen(raw: Any, where: str) -> Block:
        """The block of the table's own `type`."""
        name = raw.get("type", "") if isinstance(raw, Mapping) else ""
        kind = Block.kinds.get(name)
        if kind is None:
            raise DemoDataError(f"{where} has no block called {name!r}; there are {', '.join(sorted(Block.kinds))}.")
        return built(kind, {key: value for key, value in raw.items() if key != "type"}, where)


@dataclass(frozen=True)
class RichText(Block):
    """Running text, as HTML."""

    name: ClassVar[str] = "rich_text"
    html: str


@dataclass(frozen=True)
class Heading(Block):
    """Divides a body into sections."""

    name: ClassVar[str] = "heading"
    text: str
    level: str = "h2"


@dataclass(frozen=True)
class Quote(Block):
    """Someone's words."""

    name: ClassVar[str] = "quote"
    text: str
    author: str = ""
    role: str = ""


@dataclass(frozen=True)
class FaqEntry:
    """`answer` is HTML."""

    question: str
    answer: str


@dataclass(frozen=True)
class Faq(Block):
    """A short list of questions."""

    name: ClassVar[str] = "faq"
    entries: tuple[FaqEntry, ...]
    title: str = ""


@dataclass(frozen=True)
class Table(Block):
    """The first row is the header."""

    name: ClassVar[str] = "table"
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Image(Block):
    """A drawn picture, by its subject."""

    name: ClassVar[str] = "image"
    subject: str
    caption: str = ""
    alt: str = ""
    view: int = 0
    width: str = "wide"


@dataclass(frozen=True)
class Columns(Block):
    """Two to four columns of rich_text, heading, image or call_to_action."""

    name: ClassVar[str] = "columns"
    columns: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class CallToAction(Block):
    """A sentence and a button."""

    name: ClassVar[str] = "call_to_action"
    title: str
    link_text: str
    link: str
    text: str = ""
    style: str = "primary"


@dataclass(frozen=True)
class PromotionBanner(Block):
    """`hero` is the variant of the store's hero picture; `subject` another picture instead."""

    name: ClassVar[str] = "promotion_banner"
    title: str
    text: str = ""
    link_text: str = ""
    link: str = ""
    hero: int | None = None
    subject: str = ""
    tone: str = "brand"
    layout: str = "strip"


@dataclass(frozen=True)
class ProductRow(Block):
    """A row of products; `category` where `source` is "category"."""

    name: ClassVar[str] = "product_row"
    title: str
    source: str = "newest"
    category: str = ""
    count: int = 4
    link_text: str = ""


@dataclass(frozen=True)
class CategoryTiles(Block):
    """No categories: all of the top level."""

    name: ClassVar[str] = "category_tiles"
    title: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Badge:
    """One reason to buy here."""

    icon: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class TrustBadges(Block):
    """Two to six reasons to buy here."""

    name: ClassVar[str] = "trust_badges"
    badges: tuple[Badge, ...]
