"""Safe XML: bytes in, small immutable nodes out.

The standard parser is driven directly, so that a document type (and with it every entity attack) is refused the moment
it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 50

_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding=["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Malformed(ValueError):
    """The bytes are not the XML they should be."""


class Refused(Malformed):
    """The XML declares a document type or entities. A webservice never does; an attacker might."""


@dataclass(frozen=True, slots=True)
class Node:
    """One XML element."""

    tag: str
    attributes: Mapping[str, str]
    text: str
    children: tuple[Node, ...]

    def child(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def value(self, tag: str) -> str:
        """The text of the first child of that name; empty where there is none."""
        found = self.child(tag)
        return found.text.strip() if found else ""

    def inside(self, *path: str) -> Iterator[Node]:
        """The children at the end of a path of names; nothing where the path breaks off."""
        here: Node | None = self
        for tag in path:
            here = here.child(tag) if here else None
        yield from here.children if here else ()


def decode(body: bytes) -> tuple[str, bool]:
    """The document as text, without what surrounds it or may not be in it, and whether every byte could be read.

    PHP notices or a space before `<?xml`, scripts of a module after `</prestashop>`, control characters inside: all
    seen in live shops. Raises Malformed where no PrestaShop document is inside.
    """
    start = body.find(b"<?xml")
    if start < 0:
        start = body.find(b"<prestashop")
    if start < 0 or b"<prestashop" not in body:
        raise Malformed("the answer is not a PrestaShop XML document")
    end = body.rfind(b"</prestashop>")
    text, whole = _as_text(body[start : end + len(b"</prestashop>") if end > start else len(body)])
    return _FORBIDDEN.sub("", _DECLARATION.sub("", text)), whole


def _as_text(document: bytes) -> tuple[str, bool]:
    declared = _DECLARED_ENCODING.match(document)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return document.decode(encoding), True
    except (UnicodeDecodeError, LookupError):
        return document.decode("utf-8", errors="replace"), False


def parse(text: str) -> Node:
    """The root of a well-formed document. Raises Refused or Malformed."""
    growing = _Growing()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = growing.refuse
    parser.EntityDeclHandler = growing.refuse
    parser.StartElementHandler = growing.start
    parser.CharacterDataHandler = growing.characters
    parser.EndElementHandler = growing.end
    try:
        parser.Parse(text.encode("utf-8", errors="replace"), True)
    except expat.ExpatError as broken:
        raise Malformed(str(broken)) from None
    if growing.root is None:
        raise Malformed("the document is empty")
    return growing.root


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


class _Growing:
    """The tree while it is being read."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.root: Node | None = None

    def refuse(self, *_declaration: object) -> None:
        raise Refused("the answer declares a document type or entities, which no webservice does")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise Malformed("the answer is nested too deeply")
        self.open.append(_Open(tag, attributes))

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1].text.append(text)

    def end(self, _tag: str) -> None:
        done = self.open.pop()
        node = Node(done.tag, done.attributes, "".join(done.text), tuple(done.children))
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
