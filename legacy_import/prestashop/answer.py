"""One answer of the webservice: its records, and what could not be read in it.

A well-formed answer is parsed at once. An ill-formed one is cut into its records, and each is parsed on its own, first
as it is, then with its CDATA sections put right; what still cannot be read becomes a Problem that names the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from legacy_import.prestashop.source import Problem
from legacy_import.prestashop.xml import Malformed, Node, Refused, decode, parse

_ROOT = re.compile(r"<prestashop[^>]*>\s*<([\w.-]+)([^>]*)>\s*(?:<([\w.-]+))?")
_ID = re.compile(r"<id\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([0-9]{1,18})\b")
_ID_ATTRIBUTE = re.compile(r"""^<[\w.-]+[^>]*?\sid=["']([0-9]{1,18})["']""")
_NUMBER = re.compile("[0-9]{1,18}")
_FIELD = re.compile(r"<([\w.-]+)([^<>]*)><!\[CDATA\[(.*?)\]\]></\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ServiceError:
    """An error the webservice itself reports, with PrestaShop's own number."""

    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought. `complete` is False where the answer broke off: records after the break are missing."""

    records: tuple[Node, ...] = ()
    problems: tuple[Problem, ...] = ()
    errors: tuple[ServiceError, ...] = ()
    complete: bool = True


def read_answer(body: bytes, resource: str) -> Answer:
    """The records of `resource` in an answer. Raises Malformed where it holds no PrestaShop document, or an attack."""
    text, readable = decode(body)
    try:
        answer = _whole(parse(text))
    except Refused:
        raise
    except Malformed:
        answer = _salvaged(text, resource)
    if readable:
        return answer
    return Answer(answer.records, answer.problems + _unreadable_bytes(answer, resource), answer.errors, answer.complete)


def record_id(record: Node) -> int | None:
    """PrestaShop's id: a child of a full record, an attribute in a list of ids."""
    written = record.value("id") or record.attributes.get("id", "")
    return int(written) if _NUMBER.fullmatch(written) else None


def _whole(root: Node) -> Answer:
    if root.tag != "prestashop":
        raise Malformed("the answer is not a PrestaShop XML document")
    if not root.children:
        return Answer()
    content = root.children[0]
    if content.tag == "errors":
        return Answer(errors=tuple(_service_error(error) for error in content.children))
    if record_id(content) is not None:
        return Answer(records=(content,))
    return Answer(records=content.children)


def _service_error(error: Node) -> ServiceError:
    code = error.value("code")
    return ServiceError(int(code) if _NUMBER.fullmatch(code) else 0, error.value("message"))


def _salvaged(text: str, resource: str) -> Answer:
    complete = text.rstrip().endswith("</prestashop>")
    root = _ROOT.search(text)
    if root is None or root[1] == "errors":
        return _lost(resource, "The answer could not be read.", complete=complete)
    if root[3] is None:
        return _lost(resource, "The answer breaks off before its first record.", complete=complete)
    tag = root[1] if root[3] == "id" else root[3]
    records: list[Node] = []
    problems: list[Problem] = []
    for piece in _pieces(text, tag):
        read = _record(piece, tag, resource)
        if isinstance(read, Node):
            records.append(read)
        else:
            problems.append(read)
    if not complete:
        problems.append(Problem(resource, None, "The answer breaks off; records after the break are missing."))
    elif not records and not problems:
        return _lost(resource, "The answer could not be read.", complete=True)
    return Answer(tuple(records), tuple(problems), complete=complete)


def _lost(resource: str, message: str, *, complete: bool) -> Answer:
    return Answer(problems=(Problem(resource, None, message),), complete=complete)


def _pieces(text: str, tag: str) -> list[str]:
    """The answer cut before every record.

    PrestaShop writes a record's tag at the start of a line, and elements of the same name inside a record after a tab.
    """
    starts = [match.start() for match in re.finditer(rf"^<{re.escape(tag)}[ >]", text, re.MULTILINE)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _record(piece: str, tag: str, resource: str) -> Node | Problem:
    end = piece.rfind(f"</{tag}>")
    legacy_id = _id_of(piece)
    if end < 0:
        return Problem(resource, legacy_id, "The record breaks off in the middle and was left out.")
    record = piece[: end + len(tag) + 3]
    for attempt in (record, _with_sound_cdata(record)):
        try:
            return parse(attempt)
        except Malformed as broken:
            reason = str(broken)
    return Problem(resource, legacy_id, f"The record is not well-formed XML and was left out ({reason}).")


def _id_of(piece: str) -> int | None:
    found = _ID.search(piece) or _ID_ATTRIBUTE.match(piece)
    return int(found[1]) if found else None


def _with_sound_cdata(record: str) -> str:
    """CDATA sections as plain escaped text.

    Old shops nest them: `<a><![CDATA[x <![CDATA[y]]> z]]></a>`. The first `]]>` would end the outer one, and ` z]]>`
    is no XML. The true end is the `]]>` that stands before the field's own closing tag.
    """
    return _FIELD.sub(lambda found: f"<{found[1]}{found[2]}>{escape(_unnested(found[3]), quote=False)}</{found[1]}>", record)


def _unnested(content: str) -> str:
    return content.replace("<![CDATA[", "").replace("]]>", "")


def _unreadable_bytes(answer: Answer, resource: str) -> tuple[Problem, ...]:
    message = "Some bytes are not valid text; each was replaced by “\ufffd”. Check the record's texts."
    return tuple(Problem(resource, record_id(record), message) for record in answer.records if _damaged(record))


def _damaged(node: Node) -> bool:
    return "\ufffd" in node.text or any(_damaged(child) for child in node.children)
