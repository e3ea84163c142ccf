"""`manage.py prepare`: compile translations, migrate what is not current, make anew what an older version made, collect
changed static files; else quick.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from sites.messages import compile_messages
from sites.provisioning.blueprint import blueprint_sql
from sites.provisioning.migrate import migrate_platform, migrate_stores, platform_is_behind
from sites.provisioning.start import keep_up_at_start
from sites.tenants.models import Store


class Command(BaseCommand):
    """Bring database and static files up to date."""

    help = "Bring the platform's tables, every store and the static files up to date."

    def handle(self, **_options: Any) -> None:
        """Do what is needed."""
        compile_messages(settings.ROOT / "locale")
        if platform_is_behind():
            self.stdout.write("Making the platform's tables …")
            migrate_platform()
        if not Store.objects.exists():
            blueprint_sql()
        for result in migrate_stores(Store.objects.exclude(status=Store.Status.ARCHIVED)):
            if result.outcome != "current":
                self.stdout.write(f"{result.outcome}: {result.store.name} {result.message}")
        for store in Store.objects.filter(status=Store.Status.LIVE):
            for name, problem in keep_up_at_start(store).items():
                self.stdout.write(f"{store.name}: {name} {problem or 'up to date'}")
        if not settings.DEBUG and static_mark() != written_mark():
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            mark_path().write_text(static_mark(), encoding="utf-8")


def static_mark() -> str:
    """A digest of our static files' names, sizes and times, and of what is installed."""
    folders = [Path(path) for path in settings.STATICFILES_DIRS]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    lock = (settings.ROOT / "requirements" / "base.txt").read_bytes()
    return hashlib.sha256(repr(facts).encode() + lock).hexdigest()


def mark_path() -> Path:
    """Where the digest of the last collection is kept."""
    return Path(settings.STATIC_ROOT) / ".collected"


def written_mark() -> str:
    """The digest of the last collection; nothing where there was none."""
    return mark_path().read_text(encoding="utf-8") if mark_path().exists() else ""
