"""The servers this process needs: those the environment names, else the embedded ones."""

import os
import sys
from pathlib import Path

from sites.embedded import EmbeddedUnavailable, ensure_postgres, ensure_redis

ROOT = Path(__file__).resolve().parent.parent


def provide_services() -> None:
    """Set DATABASE_URL and REDIS_URL where they are not set, starting the embedded servers; exits with one sentence if it cannot."""
    assume_local()
    var = Path(os.environ.get("UPLINK_VAR", ROOT / "var"))
    try:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = ensure_postgres(var)
        if not os.environ.get("REDIS_URL"):
            os.environ["REDIS_URL"] = f"unix://{ensure_redis(var).socket}"
    except EmbeddedUnavailable as missing:
        sys.exit(str(missing))


def assume_local() -> None:
    """A checkout without DATABASE_URL is somebody's own machine: set UPLINK_LOCAL, unless it says otherwise."""
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("UPLINK_LOCAL", "1")
