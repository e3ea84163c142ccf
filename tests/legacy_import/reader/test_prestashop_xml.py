"""Answers as live shops send them: mostly well-formed, at times not, and once in a while an attack."""

import pytest

from legacy_import.prestashop.answer import read_answer, record_id
from legacy_import.prestashop.xml import Malformed, Refused


def names(answer):
    return [record.value("name") for record in answer.records]


def three(xml):
    return [xml.row("thing", id=n, name=f"thing {n}") for n in (1, 2, 3)]


def test_a_good_answer_gives_its_records_and_no_problem(xml):
    answer = read_answer(xml.listing("things", three(xml)), "things")
    assert names(answer) == ["thing 1", "thing 2", "thing 3"]
    assert answer.complete and not answer.problems and not answer.errors


def test_an_empty_list_and_a_single_record(xml):
    assert read_answer(xml.document("<things>\n</things>"), "things").records == ()
    assert names(read_answer(xml.document(three(xml)[1]), "things")) == ["thing 2"]


def test_errors_of_the_webservice_are_told_apart_from_records(xml):
    body = xml.document(
        "<errors>\n<error>\n<code><![CDATA[35]]></code>\n<message><![CDATA[No]]></message>\n</error>\n</errors>"
    )
    answer = read_answer(body, "things")
    assert [(error.code, error.message) for error in answer.errors] == [(35, "No")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b" ", b""),
        (b"\xef\xbb\xbf", b""),
        (b"<br />\n<b>Notice</b>: Undefined index: id_image in x.php\n", b""),
        (b"", b"<script>track('</nothing>')</script>"),
    ],
    ids=["a space", "a byte order mark", "a notice", "a script"],
)
def test_what_stands_around_the_document_is_ignored(xml, before, after):
    answer = read_answer(before + xml.listing("things", three(xml)) + after, "things")
    assert len(answer.records) == 3
    assert not answer.problems


def test_characters_that_xml_forbids_are_taken_out(xml):
    body = xml.listing("things", [xml.row("thing", id=1, name="a\x0bb\x00c")])
    assert names(read_answer(body, "things")) == ["abc"]


def test_nested_cdata_is_put_right_without_loss(xml):
    rows = three(xml)
    rows[1] = "<thing>\n\t<id><![CDATA[2]]></id>\n\t<name><![CDATA[x <b><![CDATA[y]]></b> & z]]></name>\n</thing>"
    answer = read_answer(xml.listing("things", rows), "things")
    assert names(answer) == ["thing 1", "x <b>y</b> & z", "thing 3"]
    assert not answer.problems


def test_one_broken_record_is_reported_and_the_others_are_read(xml):
    rows = three(xml)
    rows[1] = "<thing>\n\t<id><![CDATA[2]]></id>\n\t<name>a < b & c</nome>\n</thing>"
    answer = read_answer(xml.listing("things", rows), "things")
    assert names(answer) == ["thing 1", "thing 3"]
    assert [(problem.resource, problem.legacy_id) for problem in answer.problems] == [("things", 2)]


@pytest.mark.parametrize("cut", range(130, 420, 7))
def test_an_answer_cut_anywhere_keeps_what_came_before_and_says_so(xml, cut):
    body = xml.listing("things", three(xml))
    answer = read_answer(body[: min(cut, len(body) - 16)], "things")
    assert not answer.complete
    assert answer.problems
    assert names(answer) == [f"thing {n}" for n in range(1, len(answer.records) + 1)]


def test_an_element_of_the_same_name_inside_a_record_does_not_split_it(xml):
    inner = xml.links("accessories", "thing", [8, 9])
    rows = [xml.row("thing", id=1, associations=inner), "<thing>\n\t<id>2</id>\n<broken\n</thing>"]
    answer = read_answer(xml.listing("things", rows), "things")
    assert [record_id(record) for record in answer.records] == [1]
    assert [problem.legacy_id for problem in answer.problems] == [2]


def test_bytes_that_are_no_text_are_replaced_and_reported(xml):
    body = xml.listing("things", three(xml)).replace(b"thing 2", b"th\xe9 2")
    answer = read_answer(body, "things")
    assert names(answer) == ["thing 1", "th\ufffd 2", "thing 3"]
    assert [problem.legacy_id for problem in answer.problems] == [2]


def test_a_declared_encoding_is_honoured():
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><prestashop><thing><id>1</id><name>Café</name></thing></prestashop>'
    assert names(read_answer(body.encode("latin-1"), "things")) == ["Café"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("attack", [BOMB, FILE, "<!DOCTYPE x>"])
@pytest.mark.parametrize("ending", ["</prestashop>", ""], ids=["whole", "broken"])
def test_entities_and_document_types_are_refused(attack, ending):
    things = "<things>\n<thing>\n<id>1</id><name>&a;</name>\n</thing>\n</things>"
    body = f'<?xml version="1.0"?>{attack}<prestashop>\n{things}{ending}'
    with pytest.raises(Refused):
        read_answer(body.encode(), "things")


def test_a_doctype_within_a_description_is_just_text(xml):
    body = xml.listing("things", [xml.row("thing", id=1, name="<!DOCTYPE html><p>pasted</p>")])
    assert names(read_answer(body, "things")) == ["<!DOCTYPE html><p>pasted</p>"]


@pytest.mark.parametrize(
    "body", [b"", b"<!DOCTYPE html><html><body>Shop</body></html>", b'{"errors":[]}', b"<?xml version='1.0'?><rss/>"]
)
def test_what_is_no_prestashop_document_is_malformed(body):
    with pytest.raises(Malformed):
        read_answer(body, "things")


def test_endless_nesting_is_reported_and_not_followed(xml):
    answer = read_answer(xml.document("<a>" * 5000 + "</a>" * 5000), "a")
    assert not answer.records
    assert answer.problems
