"""Going through a resource page by page, around records that break the page they are on.

One bad row can make PrestaShop fail a whole page, and a slow host cannot deliver large ones. So a page that fails is
asked for again in two halves, down to the single record. With 100 records and a bad one at place 37, the pages are
1-100 (fails), 1-50 (fails), 1-25, 26-50 (fails), 26-37 (fails), 26-31, 32-37 (fails), 32-34, 35-37 (fails), 35,
36-37 (fails), 36, 37 (the culprit, reported), and then 38-50 and 51-100. Where the shop was slow, pages stay small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from legacy_import.prestashop.answer import Answer, record_id
from legacy_import.prestashop.errors import AnswerFailed
from legacy_import.prestashop.source import Page, Problem

PAGE_SIZE = 100
SMALLEST_CEILING = 10
# After so many failures in a row, see whether the shop is still there at all.
DOUBTFUL = 3

FetchPage = Callable[[int, int], Answer]
FetchOne = Callable[[int], Answer | None]


def page_through(
    resource: str,
    ids: Sequence[int],
    *,
    fetch: FetchPage,
    fetch_one: FetchOne,
    still_there: Callable[[], None],
    size: int = PAGE_SIZE,
) -> Iterator[Page]:
    """Every record of `ids`. `fetch(offset, count)` gets a page; `fetch_one` gets what a page should have held and did
    not.

    `still_there` raises where the shop is gone altogether; only then does the run end early.
    """
    settled: set[int] = set()
    halves: list[tuple[int, int]] = []
    offset, ceiling, failures = 0, size, 0
    while halves or offset < len(ids):
        if not halves:
            halves.append((offset, min(ceiling, len(ids) - offset)))
            offset += halves[0][1]
        start, count = halves.pop()
        if count > ceiling:
            halves += _halved(start, count)
            continue
        try:
            page = _complete(fetch(start, count), alone=count == 1)
            failures = 0
        except AnswerFailed as failed:
            if failed.slow:
                ceiling = max(SMALLEST_CEILING, min(ceiling, count // 2))
            if count > 1:
                halves += _halved(start, count)
                continue
            failures += 1
            if failures >= DOUBTFUL:
                still_there()
            page = _culprit(resource, ids[start], failed)
        settled.update(_named(page))
        yield page
    yield from _left_over([number for number in ids if number not in settled], resource, fetch_one)


def _halved(start: int, count: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Both halves of a page, the second first, as the next one is taken from the end."""
    return (start + count // 2, count - count // 2), (start, count // 2)


def _complete(answer: Answer, *, alone: bool) -> Page:
    """An answer that broke off lost records, so it counts as failed while it can still be made smaller."""
    if not answer.complete and not alone:
        raise AnswerFailed("The answer broke off.")
    return Page(answer.records, answer.problems)


def _culprit(resource: str, legacy_id: int, failed: AnswerFailed) -> Page:
    return Page((), (Problem(resource, legacy_id, f"The shop could not deliver this record: {failed}"),))


def _named(page: Page) -> Iterator[int]:
    numbers = [record_id(record) for record in page.records] + [problem.legacy_id for problem in page.problems]
    return (number for number in numbers if number is not None)


def _left_over(ids: Sequence[int], resource: str, fetch_one: FetchOne) -> Iterator[Page]:
    """Records that pages passed over: a deletion during the run shifts the later ones. What is gone is no loss."""
    for number in ids:
        try:
            answer = fetch_one(number)
        except AnswerFailed as failed:
            yield _culprit(resource, number, failed)
        else:
            if answer is not None:
                yield Page(answer.records, answer.problems)
