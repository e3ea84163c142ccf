"""A ``var/`` of its own for each test, and users that are processes of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sites.embedded import ensure_postgres, stop_services
from sites.embedded.layout import Layout
from sites.embedded.locks import leave_users

LINGER = "0.1"


@pytest.fixture(autouse=True, scope="session")
def quick_keeper() -> Iterator[None]:
    """Keepers launched by a test do not wait five seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UPLINK_SERVERS_LINGER", LINGER)
        yield


@pytest.fixture
def fresh_var() -> Iterator[Path]:
    """A ``var/`` in which nothing has ever run."""
    with _directory() as var:
        yield var


@pytest.fixture(scope="session")
def made_once(quick_keeper: None) -> Iterator[Path]:
    """A ``var/`` whose data directory has been made."""
    with _directory() as var:
        ensure_postgres(var)
        yield var


@pytest.fixture
def var(made_once: Path) -> Iterator[Path]:
    """A ``var/`` with a data directory and no servers: the same for all who do not break it, to save their time."""
    _end(made_once)
    shutil.rmtree(made_once / "log", ignore_errors=True)
    yield made_once
    _end(made_once)


@contextmanager
def _directory() -> Iterator[Path]:
    """A directory the servers' account can enter, which pytest's own are not when root runs the tests."""
    above = Path(tempfile.mkdtemp(prefix="uplink-test-", dir="/tmp"))
    above.chmod(0o755)
    var = above / "var"
    var.mkdir()
    try:
        yield var
    finally:
        _end(var)
        shutil.rmtree(above)


def _end(var: Path) -> None:
    """Leave, and stop whatever the test left running."""
    leave_users(Layout.of(var).users_lock)
    stop_services(var)
