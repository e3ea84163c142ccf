"""The two documents of the protocol, piece by piece. Pure text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
PIECE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An address with what is known of it. All addresses are absolute; `languages` are (code, address), itself included."""

    address: str
    changed: datetime | None = None
    languages: tuple[tuple[str, str], ...] = ()
    images: tuple[str, ...] = ()


def index_document(addresses: Iterable[str]) -> Iterator[str]:
    """The index of these chunks."""
    yield f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n'
    yield from (f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    yield "</sitemapindex>\n"


def chunk_document(entries: Iterable[Entry]) -> Iterator[str]:
    """The chunk of these entries, in pieces of five hundred."""
    yield f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:image="{IMAGES}" xmlns:xhtml="{XHTML}">\n'
    waiting: list[str] = []
    for entry in entries:
        waiting.append(written(entry))
        if len(waiting) >= PIECE:
            yield "".join(waiting)
            waiting.clear()
    yield f"{''.join(waiting)}</urlset>\n"


def written(entry: Entry) -> str:
    """One entry. The parts stand in the order that the schema of the protocol wants."""
    parts = [f"<loc>{escape(entry.address)}</loc>"]
    if entry.changed:
        parts.append(f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>")
    parts += [
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
        for code, address in entry.languages
    ]
    parts += [f"<image:image><image:loc>{escape(address)}</image:loc></image:image>" for address in entry.images]
    return f"<url>{''.join(parts)}</url>\n"
