"""Parts of a tsquery put together. Pure."""

from collections.abc import Sequence


def any_of(queries: Sequence[str]) -> str:
    """One of these; empty ones are stop words and count for nothing."""
    found = list(dict.fromkeys(query for query in queries if query))
    return f"({' | '.join(found)})" if len(found) > 1 else "".join(found)


def all_of(queries: Sequence[str]) -> str:
    """All of these; empty ones are stop words and count for nothing."""
    found = list(dict.fromkeys(query for query in queries if query))
    return f"({' & '.join(found)})" if len(found) > 1 else "".join(found)
