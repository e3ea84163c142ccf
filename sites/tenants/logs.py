"""The store id in every log line."""

import logging

from django.db import connection


class StoreFilter(logging.Filter):
    """Adds `store` to a record: the active store's id, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mark the record; never drop it."""
        record.store = getattr(getattr(connection, "tenant", None), "code", "-")
        return True
