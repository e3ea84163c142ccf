"""Which code is running: what one version has cached, another must not read."""

import os
from pathlib import Path

# Pages name their style sheets and scripts by their content.
KINDS = {".py", ".html", ".css", ".js"}


def release(root: Path) -> str:
    """UPLINK_RELEASE where the deployment says it, else when the code on disk last changed, in seconds, as hex."""
    named = os.environ.get("UPLINK_RELEASE")
    if named:
        return named
    folders = [root / name for name in ("sites", "commerce", "pricing", "legacy_import", "themes")]
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix in KINDS)
    return f"{int(max(path.stat().st_mtime for path in files)):x}"
