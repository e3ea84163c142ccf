"""How often somebody may do something, counted in the cache."""

from django.core.cache import cache


def too_often(name: str, *, most: int, seconds: int) -> bool:
    """Count this time; whether it was more than `most` within `seconds`. Counts are the store's own."""
    key = f"limit.{name}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # It ran out between the two: a new span begins.
        cache.set(key, 1, seconds)
        return False
