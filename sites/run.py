"""`python -m sites.run [--dev]`: everything that stores need, with one coloured log, stopped together by Ctrl-C."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

from sites.embedded import AlreadyRunning, hold_run_lock
from sites.services import provide_services
from sites.tenants.queues import DEFAULT, PLATFORM, SLOW

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
THREADS, WORKERS = 8, 1
# Name -> the queues of a worker. Mails and new stores never wait behind work on a whole shop. One process each: two of
# them take as much memory as one that keeps two others.
LANES = {"worker": (DEFAULT, PLATFORM), "slow": (SLOW,)}
# The first page should not wait for three programs that start at once on two cores.
LATER = "sleep 4 && exec "


def main() -> int:
    """Prepare, then run until stopped; the exit code of the process that ended first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="reload on changes, show debug pages")
    parser.add_argument("--port", type=int, default=int(os.environ.get("UPLINK_PORT", "8000")))
    options = parser.parse_args()
    var = Path(os.environ.get("UPLINK_VAR", ROOT / "var"))
    try:
        with hold_run_lock(var):
            return run(options.port, dev=options.dev)
    except AlreadyRunning as other:
        print(other, file=sys.stderr)
        return 1


def run(port: int, *, dev: bool) -> int:
    """Start the services, bring the database and static files up to date, make the demo stores once, start the processes."""
    os.environ["UPLINK_PORT"] = str(port)
    if dev:
        os.environ["UPLINK_DEBUG"] = "1"
    provide_services()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")
    drawing = start_drawing(Path(os.environ.get("UPLINK_VAR", ROOT / "var")) / "demo" / "pictures")
    # In this process: each interpreter that loads Django anew costs two seconds.
    import django  # noqa: PLC0415 - settings need the services' addresses
    from django.core.management import call_command  # noqa: PLC0415

    from sites.tenants.connections import connection  # noqa: PLC0415

    django.setup()
    call_command("prepare")
    if drawing:
        drawing.wait()
    call_command("demo")
    connection.close_pool()
    return supervise(processes(port, dev=dev))


def start_drawing(folder: Path) -> subprocess.Popen[bytes] | None:
    """The first time, draw the demo's pictures while the database is made."""
    if folder.exists():
        return None
    return subprocess.Popen([PYTHON, "-m", "sites.provisioning.demo.draw", str(folder)], cwd=ROOT)  # noqa: S603 - our own


def processes(port: int, *, dev: bool) -> dict[str, str]:
    """Name -> command of what runs side by side."""
    web = (
        f"{PYTHON} -m gunicorn sites.wsgi --bind 0.0.0.0:{port} --worker-class gthread --workers {WORKERS} --threads {THREADS}"
    )
    web += " --access-logfile - --access-logformat '%(h)s %({host}i)s \"%(r)s\" %(s)s %(b)s %(M)sms' --max-requests 5000 --timeout 60"
    # However long an address is, the shop answers it: gunicorn's own refusal is a bare line. In production a proxy limits it.
    web += " --limit-request-line 0"
    worker = f"{LATER}{PYTHON} -m celery -A sites.celery worker --loglevel info --pool solo --without-gossip --without-mingle"
    workers = {name: f"{worker} --hostname {name}@%h --queues {','.join(queues)}" for name, queues in LANES.items()}
    schedule = Path(os.environ.get("UPLINK_VAR", ROOT / "var")) / "run" / "beat"
    beat = f"{LATER}{PYTHON} -m celery -A sites.celery beat --loglevel warning --schedule {schedule}"
    if dev:
        web = f"{PYTHON} manage.py runserver 0.0.0.0:{port}"
    return {"web": web, **workers, "beat": beat}


def supervise(commands: dict[str, str]) -> int:
    """Run the commands until one ends or Ctrl-C; then all end."""
    manager = Manager(Printer(sys.stdout))
    for name, command in commands.items():
        manager.add_process(name, command, cwd=str(ROOT), env={**os.environ, "PYTHONUNBUFFERED": "1"})
    manager.loop()
    return int(manager.returncode or 0)


if __name__ == "__main__":
    sys.exit(main())
