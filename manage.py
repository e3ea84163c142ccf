#!/usr/bin/env python
"""Django's command line; starts the embedded services for the commands that need them."""

import os
import sys

from sites.services import assume_local, provide_services

WITHOUT_SERVICES = {
    "collectstatic",
    "makemessages",
    "compilemessages",
    "help",
    "version",
    "--help",
    "--version",
    "stop_services",
}


def main() -> None:
    """Run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")
    assume_local()
    if len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_SERVICES:
        provide_services()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings need the services' addresses

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
