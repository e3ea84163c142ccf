"""Page numbers as templates want them: numbers that can be linked, with gaps."""

from collections.abc import Callable
from dataclasses import dataclass

GAP = "…"
AROUND = 1


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number; a gap has no url."""

    label: str
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where we are in a list of `total` things: `first` to `last` are shown."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    previous_url: str | None
    next_url: str | None
    links: tuple[PageLink, ...]


def paginate(*, total: int, size: int, number: int, url: Callable[[int], str]) -> Pagination:
    """The pagination of `total` things in pages of `size`; a number beyond the ends becomes the nearest page."""
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    return Pagination(
        number=number,
        pages=pages,
        total=total,
        first=(number - 1) * size + 1 if total else 0,
        last=min(number * size, total),
        previous_url=url(number - 1) if number > 1 else None,
        next_url=url(number + 1) if number < pages else None,
        links=tuple(_links(number, pages, url)) if pages > 1 else (),
    )


def _links(number: int, pages: int, url: Callable[[int], str]) -> list[PageLink]:
    near = {1, pages, *range(number - AROUND, number + AROUND + 1)}
    links: list[PageLink] = []
    before = 0
    for page in sorted(page for page in near if 1 <= page <= pages):
        if page - before > 1:
            links.append(PageLink(GAP, None))
        links.append(PageLink(str(page), url(page), current=page == number))
        before = page
    return links


def page_number(raw: str | None) -> int:
    """A page number from a query string; nonsense is page 1."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
