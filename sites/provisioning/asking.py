"""Questions of commands, on a terminal."""

import sys

from django.core.management.base import CommandError


def ask(question: str, *, flag: str, default: str = "", optional: bool = False) -> str:
    """An answer from the terminal, without blanks around it; an empty one only where it is `optional`.

    Raises CommandError where there is no terminal, and when the one who was asked leaves with Ctrl-C or Ctrl-D.
    """
    if not sys.stdin.isatty():
        raise CommandError(f"Give {flag} (or run this on a terminal, to be asked).")
    while True:
        try:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        except (KeyboardInterrupt, EOFError) as left:
            raise CommandError("\nStopped: nothing was done.") from left
        if answer or optional:
            return answer
