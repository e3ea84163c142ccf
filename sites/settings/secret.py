"""The secret key: from the environment, or made once for a laptop."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key(var: Path, *, local: bool) -> str:
    """SECRET_KEY, or for local use one that is made on first use and kept in `var/secret_key`.

    Raises RuntimeError on a server without one: a known key would sign anything.
    """
    if given := os.environ.get("SECRET_KEY"):
        return given
    if not local:
        raise RuntimeError("Set SECRET_KEY to a long random text (or UPLINK_LOCAL=1 on your own machine).")
    path = var / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        draft.chmod(0o600)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()
