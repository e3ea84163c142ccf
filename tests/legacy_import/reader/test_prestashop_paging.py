"""Pages around bad records: nothing good is lost, nothing bad is silent."""

import pytest

from legacy_import.prestashop.answer import Answer, record_id
from legacy_import.prestashop.errors import AnswerFailed, Unreachable
from legacy_import.prestashop.paging import page_through
from legacy_import.prestashop.source import Problem
from legacy_import.prestashop.xml import Node


def record(number):
    return Node("thing", {"id": str(number)}, "", ())


class Shop:
    """Records by id; some break their page, and large pages may be too slow."""

    def __init__(self, ids, *, bad=(), slow_above=10_000, gone=()):
        self.ids, self.bad, self.slow_above, self.gone = list(ids), set(bad), slow_above, set(gone)
        self.asked = []

    def fetch(self, offset, count):
        self.asked.append((offset, count))
        page = [number for number in self.ids if number not in self.gone][offset : offset + count]
        if count > self.slow_above:
            raise AnswerFailed("too slow", slow=True)
        if self.bad.intersection(page):
            raise AnswerFailed("error 500")
        return Answer(tuple(record(number) for number in page))

    def fetch_one(self, number):
        return None if number in self.gone else Answer((record(number),))

    def read(self, size=100, still_there=lambda: None):
        pages = list(
            page_through("things", self.ids, fetch=self.fetch, fetch_one=self.fetch_one, still_there=still_there, size=size)
        )
        found = [record_id(one) for page in pages for one in page.records]
        return found, [problem.legacy_id for page in pages for problem in page.problems]


def test_a_sound_shop_is_read_in_full_pages():
    shop = Shop(range(1, 251))
    assert shop.read() == (list(range(1, 251)), [])
    assert shop.asked == [(0, 100), (100, 100), (200, 50)]


def test_the_example_of_the_documentation():
    shop = Shop(range(1, 101), bad=[37])
    found, problems = shop.read()
    assert found == [number for number in range(1, 101) if number != 37]
    assert problems == [37]
    places = [(offset + 1, offset + count) for offset, count in shop.asked]
    assert places == [
        *[(1, 100), (1, 50), (1, 25), (26, 50), (26, 37), (26, 31), (32, 37), (32, 34), (35, 37), (35, 35)],
        *[(36, 37), (36, 36), (37, 37), (38, 50), (51, 100)],
    ]


@pytest.mark.parametrize("bad", [[1], [250], [1, 250], [100, 101], list(range(5, 250, 17)), [199, 200, 201, 202]])
def test_every_bad_record_is_named_and_every_other_is_read(bad):
    found, problems = Shop(range(1, 251), bad=bad).read()
    assert sorted(found) == [number for number in range(1, 251) if number not in bad]
    assert problems == bad


def test_a_slow_shop_gets_small_pages_and_is_not_tried_again_with_large_ones():
    shop = Shop(range(1, 501), slow_above=30)
    assert shop.read() == (list(range(1, 501)), [])
    assert sum(count > 30 for _, count in shop.asked) <= 4


def test_an_answer_that_breaks_off_is_asked_for_again_in_halves():
    shop = Shop(range(1, 21))
    whole = shop.fetch

    def broken(offset, count):
        answer = whole(offset, count)
        lost = (Problem("things", None, "breaks off"),)
        return Answer(answer.records[:3], lost, complete=False) if count > 5 else answer

    shop.fetch = broken
    assert shop.read() == (list(range(1, 21)), [])


def test_a_deletion_during_the_run_loses_no_other_record():
    shop = Shop(range(1, 11))

    def read_and_delete(offset, count, fetch=shop.fetch):
        answer = fetch(offset, count)
        shop.gone.add(2)
        return answer

    shop.fetch = read_and_delete
    found, problems = shop.read(size=5)
    assert sorted(set(found)) == list(range(1, 11))
    assert problems == []


def test_a_shop_that_dies_during_the_run_ends_it():
    def gone():
        raise Unreachable("Nobody answers.")

    with pytest.raises(Unreachable, match="Nobody"):
        Shop(range(1, 101), bad=range(1, 101)).read(still_there=gone)


def test_a_shop_where_every_record_is_bad_is_read_to_its_end():
    found, problems = Shop(range(1, 31), bad=range(1, 31)).read()
    assert (found, problems) == ([], list(range(1, 31)))
