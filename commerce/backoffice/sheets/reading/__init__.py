"""Rows out of a file, one at a time: nobody holds the whole of it. Knows nothing of what the columns mean."""

from commerce.backoffice.sheets.reading.broken import Broken
from commerce.backoffice.sheets.reading.rows import Row, Source, open_source, unguarded

__all__ = ["Broken", "Row", "Source", "open_source", "unguarded"]
