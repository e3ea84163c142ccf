"""Compiled translations: `.po` files are in the repository, `.mo` files are made of them where they are needed.

By polib, which comes with wagtail-localize, so that no gettext tools have to be installed.
"""

import os
from pathlib import Path

import polib


def compile_messages(folder: Path) -> int:
    """Compile each catalogue below `folder` that is newer than its compiled form; how many were."""
    compiled = 0
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Of this process alone: the two runs of a fresh checkout's tests compile at the same moment.
            draft = target.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.rename(target)
            compiled += 1
    return compiled
