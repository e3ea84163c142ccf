"""The servers from the command line: ``python -m sites.embedded start|stop|status``."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.keeper import keep
from sites.embedded.keeping import keeper_lives
from sites.embedded.layout import CHECKOUT, Layout
from sites.embedded.locks import exclusive
from sites.embedded.runlock import running_pid
from sites.embedded.services import (
    ensure_postgres,
    ensure_redis,
    servers,
    stop_services,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        return {"start": _start, "stop": _stop, "status": _status, "keeper": _keeper}[chosen.verb](chosen)
    except EmbeddedUnavailable as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sites.embedded", description=__doc__)
    default = Path(os.environ.get("UPLINK_VAR", CHECKOUT / "var"))
    parser.add_argument("--var", type=Path, default=default, help="the var directory (default: that of the checkout)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("start", help="start both servers and hold them until Ctrl-C")
    verbs.add_parser("stop", help="stop make run and both servers, whoever uses them")
    verbs.add_parser("status", help="say what runs")
    keeper = verbs.add_parser("keeper", help="wait for the last user to go; launched by the others")
    keeper.add_argument("--lock", type=int, required=True, help="the inherited descriptor of the keeper's lock")
    return parser


def _start(chosen: argparse.Namespace) -> int:
    print(ensure_postgres(chosen.var))
    print(ensure_redis(chosen.var))
    print("Ctrl-C lets them go.", flush=True)
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    signal.sigwait(ends)
    return 0


def _stop(chosen: argparse.Namespace) -> int:
    print(f"Stopped: {', '.join(stop_services(chosen.var)) or 'nothing ran'}.")
    return 0


def _status(chosen: argparse.Namespace) -> int:
    layout = Layout.of(chosen.var)
    for server in servers(layout):
        print(f"{server.name}: {'runs' if server.answers() else 'does not run'}")
    if layout.run.is_dir():
        with exclusive(layout.start_lock):
            print(f"Keeper: {'waits for the last user' if keeper_lives(layout) else 'none'}")
        runner = running_pid(chosen.var)
        print(f"make run: {'does not run' if runner is None else f'process {runner}'}")
    return 0


def _keeper(chosen: argparse.Namespace) -> int:
    for name in keep(Layout.of(chosen.var), chosen.lock):
        print(f"{name} stopped: its last user has gone.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
