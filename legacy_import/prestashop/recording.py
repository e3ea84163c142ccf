"""A shop as a folder of recorded answers: for tests, for rehearsals, and for shops that are already gone.

<folder>/full/<resource>.xml        what `/api/<resource>?display=full` answered
<folder>/INDEX.json, api.xml        optional: version and name of the shop
<folder>/../images/p/1/0/10.jpg     originals as below `/img/`; also found in <folder>/img and <folder>/images
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from legacy_import.prestashop.answer import Answer, read_answer, record_id
from legacy_import.prestashop.errors import PictureMissing, RecordingMissing, ResourceRefused
from legacy_import.prestashop.pictures import MAX_BYTES, checked_picture, name_of, original_path
from legacy_import.prestashop.source import Page, Problem
from legacy_import.prestashop.xml import Malformed

PAGE_SIZE = 100


class RecordingSource:
    """Replays a folder. The folder above `full`, or the one above that if it is called `webservice`."""

    def __init__(self, folder: Path | str) -> None:
        chosen = Path(folder)
        self._folder = chosen / "webservice" if (chosen / "webservice" / "full").is_dir() else chosen
        if not self._folder.is_dir():
            raise RecordingMissing(f"The folder “{chosen.name}” does not exist. Give the folder that holds “full”.")
        if not (self._folder / "full").is_dir():
            raise RecordingMissing(f"The folder “{chosen.name}” holds no recording: it has no folder “full”.")

    def pages(self, resource: str) -> Iterator[Page]:
        """Every record by ascending id. A file that breaks off gives what stands before the break, and a Problem."""
        answer = self._answer(resource)
        records = sorted(answer.records, key=lambda record: record_id(record) or 0)
        for start in range(0, len(records), PAGE_SIZE):
            yield Page(tuple(records[start : start + PAGE_SIZE]))
        if answer.problems:
            yield Page((), answer.problems)

    def count(self, resource: str) -> int | None:
        """How many records the file holds; None where there is no file."""
        try:
            return len(self._answer(resource).records)
        except ResourceRefused:
            return None

    def image(self, kind: str, *ids: int) -> bytes:
        """The original from the recorded pictures."""
        path, name = original_path(kind, *ids), name_of(kind, *ids)
        for place in (
            self._folder.parent / "images",
            self._folder / "img",
            self._folder / "images",
            self._folder.parent / "img",
        ):
            if (place / path).is_file():
                if (place / path).stat().st_size > MAX_BYTES:
                    raise PictureMissing(f"{name}: the file is too large.")
                return checked_picture((place / path).read_bytes(), name)
        raise PictureMissing(f"{name}: the recording has no file “{path}”.")

    def describe(self) -> str:
        """Name and version as far as the recording tells."""
        name = _found(self._folder / "api.xml", r'<api shopName="([^"]*)"')
        version = self._version() or "of unknown version"
        return f"Recording “{self._folder.name}” of {name or 'a shop'}, PrestaShop {version}"

    def _version(self) -> str:
        try:
            index = json.loads((self._folder / "INDEX.json").read_text(encoding="utf-8"))
            return next((str(entry["psws"]) for entry in index if entry.get("psws")), "")
        except (OSError, ValueError, TypeError, AttributeError):
            return ""

    def _answer(self, resource: str) -> Answer:
        path = self._folder / "full" / f"{resource}.xml"
        if not path.is_file():
            raise ResourceRefused(f"The recording has no “{resource}”: the file full/{resource}.xml is missing.")
        try:
            answer = read_answer(path.read_bytes(), resource)
        except Malformed as broken:
            message = f"The file full/{resource}.xml cannot be read: {broken}. Record it again."
            return Answer(problems=(Problem(resource, None, message),), complete=False)
        errors = tuple(Problem(resource, None, f"An error was recorded: {error.message}") for error in answer.errors)
        return Answer(answer.records, answer.problems + errors, complete=answer.complete)


def _found(path: Path, pattern: str) -> str:
    try:
        found = re.search(pattern, path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return found[1] if found else ""
