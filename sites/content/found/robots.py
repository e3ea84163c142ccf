"""The grammar of robots.txt (RFC 9309), as far as editors may write it. Pure text."""

import re

RULE = re.compile(r"^(user-agent|allow|disallow|crawl-delay|sitemap)\s*:\s*(\S.*)?$", re.IGNORECASE)
MOST_LINES, LONGEST = 200, 500


def wrong_lines(text: str) -> list[str]:
    """The lines that are neither a rule nor a comment nor empty, shortened to be shown; lines beyond what robots read count too."""
    lines = [line.strip() for line in text.splitlines()]
    wrong = [line for number, line in enumerate(lines) if number >= MOST_LINES or not is_known(line)]
    return [line[:80] for line in wrong]


def is_known(line: str) -> bool:
    """Whether robots understand the line. Paths start with a slash or a star."""
    if not line or line.startswith("#"):
        return True
    found = RULE.match(line)
    if found is None or len(line) > LONGEST or not line.isprintable():
        return False
    name, value = found[1].lower(), (found[2] or "").strip()
    if name in {"allow", "disallow"}:
        return not value or value.startswith(("/", "*"))
    if name == "crawl-delay":
        return value.isdigit()
    if name == "sitemap":
        return value.startswith(("https://", "http://"))
    return bool(value)


def clean_lines(text: str) -> list[str]:
    """The lines as they are served: only those that robots understand, without surrounding blanks and empty ones."""
    lines = [line.strip() for line in text.splitlines()[:MOST_LINES]]
    return [line for line in lines if line and is_known(line)]
