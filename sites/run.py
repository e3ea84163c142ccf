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

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
THREADS, WORKERS = 8, 2


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
    for command in (["prepare"], ["demo"]):
        done = subprocess.run([PYTHON, "manage.py", *command], cwd=ROOT, check=False)  # noqa: S603 - our own command
        if done.returncode:
            return done.returncode
    return supervise(processes(port, dev=dev))


def processes(port: int, *, dev: bool) -> dict[str, str]:
    """Name -> command of what runs side by side."""
    web = (
        f"{PYTHON} -m gunicorn sites.wsgi --bind 0.0.0.0:{port} --worker-class gthread --workers {WORKERS} --threads {THREADS}"
    )
    web += " --access-logfile - --access-logformat '%(h)s %({host}i)s \"%(r)s\" %(s)s %(b)s %(M)sms' --max-requests 5000 --timeout 60"
    worker = f"{PYTHON} -m celery -A sites.celery worker --loglevel info --concurrency 2 --without-gossip --without-mingle"
    beat = f"{PYTHON} -m celery -A sites.celery beat --loglevel warning --schedule {os.environ.get('UPLINK_VAR', ROOT / 'var')}/run/beat"
    if dev:
        web = f"{PYTHON} manage.py runserver 0.0.0.0:{port}"
    return {"web": web, "worker": worker, "beat": beat}


def supervise(commands: dict[str, str]) -> int:
    """Run the commands until one ends or Ctrl-C; then all end."""
    manager = Manager(Printer(sys.stdout))
    for name, command in commands.items():
        manager.add_process(name, command, cwd=str(ROOT), env={**os.environ, "PYTHONUNBUFFERED": "1"})
    manager.loop()
    return int(manager.returncode or 0)


if __name__ == "__main__":
    sys.exit(main())
