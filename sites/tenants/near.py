"""What one process keeps for itself beside the shared cache, for seconds: the same answer many times in one page."""

import time
from collections.abc import Hashable
from typing import Any

_all: list["Near"] = []


class Near:
    """A small dictionary whose entries grow too old. Keys must name their store. Values are shared by threads: nobody may
    change them.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[float, Any]] = {}
        _all.append(self)

    def get(self, key: Hashable) -> Any:
        """The value; None for none, and for one that is too old."""
        held = self._held.get(key)
        return held[1] if held is not None and held[0] > time.monotonic() else None

    def set(self, key: Hashable, value: Any, *, seconds: float) -> None:
        """Keep the value. A full dictionary is emptied: what is still wanted comes back at once."""
        if len(self._held) >= self._most:
            self._held.clear()
        self._held[key] = time.monotonic() + seconds, value

    def forget(self, key: Hashable) -> None:
        """Drop one value."""
        self._held.pop(key, None)


def forget_all_near() -> None:
    """Drop everything that this process alone has kept."""
    for near in _all:
        near._held.clear()
