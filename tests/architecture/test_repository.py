"""Habits that a machine can hold."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}
MOST_LINES = 400


def tracked() -> list[Path]:
    """Files that git tracks, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def test_no_module_is_called_after_nothing() -> None:
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in FORBIDDEN_NAMES] == []


def test_no_source_file_is_longer_than_400_lines() -> None:
    long = [
        (path.relative_to(ROOT).as_posix(), lines)
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > MOST_LINES
    ]
    assert long == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|coming" + r" soon)\b")
    found = [
        p for p in tracked() if p.suffix in (".py", ".html", ".css", ".js") and later.search(p.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_stores_are_entered_through_one_door() -> None:
    other_doors = re.compile(r"with store:|schema_context\(|cache\.clear\(")
    ours = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT) and "tests" not in path.parts]
    assert [
        path for path in ours if other_doors.search(re.sub(r'`[^`]*`|""".*?"""', "", path.read_text(), flags=re.DOTALL))
    ] == []
