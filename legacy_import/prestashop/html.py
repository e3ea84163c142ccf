"""Text of the old shop made safe and simple: `safe_html` for a rich text editor, `plain_text` for a line of text.

The HTML is not cleaned but written anew: only known elements get out, with known attributes, everything escaped and
every element closed. What is not known to be harmless therefore cannot pass.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4"}
INLINE = frozenset({"a", "b", "strong", "i", "em", "sub", "sup"})
LISTS = frozenset({"ul", "ol"})
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td"})
BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "li"}) | LISTS | TABLE
EMPTY = frozenset({"br", "hr"})
ALLOWED = INLINE | BLOCKS | EMPTY
# Dropped with all that is inside; any other unknown element only loses its tags.
# fmt: off
DROPPED = frozenset({
    "applet", "audio", "button", "canvas", "embed", "frame", "frameset", "head", "iframe", "map", "math", "noembed",
    "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    "xmp",
})
# fmt: on
# Unknown elements that begin a new line, so that two of them do not run together.
# fmt: off
BREAKING = frozenset({
    "address", "article", "aside", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "main", "nav", "section",
})
# fmt: on
LINKS = frozenset({"http", "https", "mailto"})
# What a new element of this name closes, and how far up to look for it.
CLOSES = {
    "li": ({"li"}, LISTS),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "a": ({"a"}, frozenset[str]()),
}

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
# Document types and the conditional sections of word processors, which the standard parser stumbles over.
_DECLARATION = re.compile(r"<!(?!--)[^>]*>?")
_SPACE = re.compile(r"\s+")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|<br>|\xa0)*</p>")
_SPAN = re.compile(r"\d{1,2}")


def safe_html(html: str) -> str:
    """The same text with what a rich text editor knows. Links lead to http, https, mailto or within the site."""
    writer = _Writer()
    writer.feed(_DECLARATION.sub("", html))
    return _EMPTY_PARAGRAPH.sub("", writer.finished()).strip()


def plain_text(html: str) -> str:
    """The words alone, on one line."""
    reader = _Words()
    reader.feed(_DECLARATION.sub("", html))
    reader.close()
    return _SPACE.sub(" ", "".join(reader.words)).strip()


class _Reader(HTMLParser, ABC):
    """Knows what to skip: dropped elements with their content, comments, declarations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._dropping = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping:
            self._depth += tag == self._dropping
        elif tag in DROPPED:
            self._dropping, self._depth = tag, 1
        else:
            self.opened(RENAMED.get(tag, tag), dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping or tag in DROPPED:
            return
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._dropping:
            self.closed(RENAMED.get(tag, tag))
        elif tag == self._dropping:
            self._depth -= 1
            self._dropping = self._dropping if self._depth else ""

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.written(data)

    @abstractmethod
    def opened(self, tag: str, attributes: dict[str, str | None]) -> None:
        """A tag begins."""

    @abstractmethod
    def closed(self, tag: str) -> None:
        """A tag ends."""

    @abstractmethod
    def written(self, text: str) -> None:
        """Text between tags."""


class _Words(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def opened(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.closed(tag)

    def closed(self, tag: str) -> None:
        if tag in BLOCKS or tag in EMPTY or tag in BREAKING:
            self.words.append(" ")

    def written(self, text: str) -> None:
        self.words.append(text)


class _Writer(_Reader):
    """Writes the elements that may stay, and closes each one."""

    def __init__(self) -> None:
        super().__init__()
        self._out: list[str] = []
        self._open: list[str] = []

    def finished(self) -> str:
        self.close()
        self._close_down_to(0)
        return "".join(self._out)

    def opened(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in BREAKING and not self._open:
            tag = "p"
        if tag not in ALLOWED:
            return
        self._make_room(tag)
        self._out.append(f"<{tag}{_attributes(tag, attributes)}>")
        if tag not in EMPTY:
            self._open.append(tag)

    def closed(self, tag: str) -> None:
        if tag in BREAKING and self._open[:1] == ["p"]:
            tag = "p"
        if tag in self._open:
            self._close_down_to(len(self._open) - 1 - self._open[::-1].index(tag))

    def written(self, text: str) -> None:
        self._out.append(escape(text, quote=False))

    def _make_room(self, tag: str) -> None:
        """A block ends the paragraph it would stand in; a list item ends the one before it, and so on."""
        if (tag in BLOCKS or tag == "hr") and "p" in self._open:
            self._close_down_to(self._open.index("p"))
        ends, within = CLOSES.get(tag, (frozenset[str](), frozenset[str]()))
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position] in within:
                break
            if self._open[position] in ends:
                self._close_down_to(position)
                break

    def _close_down_to(self, position: int) -> None:
        while len(self._open) > position:
            self._out.append(f"</{self._open.pop()}>")


def _attributes(tag: str, attributes: dict[str, str | None]) -> str:
    if tag == "a":
        link = _safe_link(attributes.get("href") or "")
        return f' href="{escape(link)}"' if link else ""
    if tag in ("td", "th"):
        spans = ((name, attributes.get(name) or "") for name in ("colspan", "rowspan"))
        return "".join(f' {name}="{span}"' for name, span in spans if _SPAN.fullmatch(span))
    return ""


def _safe_link(href: str) -> str:
    """The link, or nothing where it would run code. Browsers ignore invisible characters, so these go first."""
    link = _INVISIBLE.sub("", href)
    try:
        scheme = urlsplit(link).scheme.lower()
    except ValueError:
        return ""
    if scheme:
        return link if scheme in LINKS else ""
    # A colon before the first slash would be a scheme that urlsplit does not know, but a browser might.
    return "" if ":" in re.split(r"[/?#]", link, maxsplit=1)[0] else link
