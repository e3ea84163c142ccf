"""A store in one file: its schema as SQL, its media, and what the platform knew of it."""

import io
import json
import tarfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sites.provisioning.blueprint import dump
from sites.tenants.models import Store
from sites.tenants.storage import store_prefix

FOLDER = "archives"


def write_archive(store: Store) -> Path:
    """`var/archives/<schema>-<id>-<time>.tar.gz` with schema.sql, media/ and store.json. Whole or not there at all."""
    folder = Path(settings.VAR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{store.schema_name}-{store.code}-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
    draft = path.with_suffix(".part")
    with tarfile.open(draft, "w:gz") as archive:
        add_text(archive, "store.json", json.dumps(facts(store), indent=2))
        add_text(archive, "schema.sql", dump(store.schema_name))
        media = Path(settings.MEDIA_ROOT) / store_prefix(store.code)
        if media.exists():
            archive.add(media, arcname="media")
    draft.chmod(0o600)
    draft.rename(path)
    return path


def facts(store: Store) -> dict[str, object]:
    """What the platform knows of a store."""
    names = ("code", "schema_name", "name", "theme", "country", "currency", "tax_display", "default_language", "languages")
    return {name: getattr(store, name) for name in names} | {"domains": [d.domain for d in store.domains.all()]}


def add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    """Add a text as a file."""
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(content), int(timezone.now().timestamp()), 0o600
    archive.addfile(entry, io.BytesIO(content))
