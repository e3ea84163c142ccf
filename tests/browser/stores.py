"""The demo stores that the browser tests visit: filled once for the code of the day, kept as a template, copied for each run."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from psycopg import sql

from sites.provisioning.demo.apply.drawing import Drawing, draw_one
from sites.provisioning.demo.illustrations import canvas
from sites.provisioning.demo.stores import STORES, ensure_demo_store
from sites.provisioning.demo.wanted import wanted_drawings
from tests import databases
from tests.browser.brands import BRANDS
from tests.browser.logins import set_password

NAME = "test_uplink_browser"
CODE = ("sites", "commerce", "pricing", "legacy_import", "tests/browser/logins.py", "tests/browser/stores.py")


def provide_stores() -> None:
    """Make the database `NAME` with its pictures, and use it."""
    template = kept_name()
    if is_kept(template):
        copy_database(template, NAME)
        copy_pictures(pictures_of(template), Path(settings.MEDIA_ROOT))
    else:
        fill()
        drop_older()
        copy_pictures(Path(settings.MEDIA_ROOT), pictures_of(template))
        copy_database(NAME, template)
    databases.use_database(NAME)


def kept_name() -> str:
    """The template for the code and the demo's data on disk; of today, because reviews and dispatch dates count from it."""
    digest = hashlib.sha256(f"{databases.template_name()} {datetime.now(UTC).date()}".encode())
    for place in CODE:
        path = Path(settings.ROOT) / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.read_bytes())
    return f"uplink_browser_{digest.hexdigest()[:10]}"


def is_kept(template: str) -> bool:
    """Whether both the rows and the pictures are there."""
    with databases.admin() as server:
        return databases.exists(server, template) and pictures_of(template).exists()


def fill() -> None:
    """Make their stores anew, one after the other, because both processors are busy; and let their owners log in."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    databases.copy_template(NAME)
    databases.use_database(NAME)
    visited = [demo for demo in STORES if demo.key in BRANDS]
    draw_coarsely([drawing for demo in visited for drawing in wanted_drawings(demo.key)])
    for demo in visited:
        set_password(ensure_demo_store(demo, tell=lambda line: print(line, flush=True)))


def draw_coarsely(drawings: Iterable[Drawing]) -> None:
    """Pictures of their true size, each unlike the others, without the details, which nobody looks at here."""
    folder = Path(settings.DEMO_PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    with patch.object(canvas, "supersample", return_value=0.125):
        for drawing in dict.fromkeys(drawings):
            if not drawing.path(folder).exists():
                draw_one(drawing, folder)


def copy_database(source: str, target: str) -> None:
    """`target` is made anew; nobody may be in `source`."""
    databases.use_database("postgres")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG")
    with databases.admin() as server:
        server.execute(drop.format(sql.Identifier(target)))
        server.execute(copy.format(sql.Identifier(target), sql.Identifier(source)))


def copy_pictures(source: Path, target: Path) -> None:
    """As second names of the same files: a picture is never written twice, only deleted."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=os.link)


def drop_older() -> None:
    """Templates of other code."""
    with databases.admin() as server:
        for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'uplink_browser_%'").fetchall():
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            shutil.rmtree(pictures_of(name), ignore_errors=True)


def pictures_of(template: str) -> Path:
    """The folder beside that of the running stores."""
    return Path(settings.MEDIA_ROOT).with_name(template)
