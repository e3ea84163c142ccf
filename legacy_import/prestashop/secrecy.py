"""Keeping the webservice key out of everything that people read: messages, reports and logs."""

from __future__ import annotations

import logging
from urllib.parse import quote

HIDDEN = "•••"


class KeyFilter(logging.Filter):
    """Takes the key out of log records. The HTTP library logs whole addresses, and the key may be in them."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def filter(self, record: logging.LogRecord) -> bool:
        """Blot the key out of a log record; keep the record."""
        record.msg, record.args = without_key(record.getMessage(), self._key), ()
        return True


def without_key(text: str, key: str) -> str:
    """The text with the key, plain or as it stands in an address, made unreadable."""
    for form in {key, quote(key, safe="")} - {""}:
        text = text.replace(form, HIDDEN)
    return text
