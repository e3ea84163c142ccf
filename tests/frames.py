"""Where CPython keeps the frames of Python functions: in pieces of 16 kB, and nobody keeps an empty one.

A function that is called at the very end of a piece gets a new one from the kernel, and returns it when it ends; in a loop, each
time. Below pytest, Django's client and a template calls stand deep enough that some loop always does: it was an eighth of the
tests' time. A frame that needs much gets a piece of twice its size and more, and what it calls finds room there.
"""

from collections.abc import Callable
from typing import Any

# In pointers: 560 kB, of a piece of 1 MB. Only what is used of it is ever touched.
MUCH = 70_000


def with_room(call: Callable[[], Any]) -> Callable[[], Any]:
    """The same call, with room for the frames of all that it calls."""

    def roomy() -> Any:
        return call()

    roomy.__code__ = roomy.__code__.replace(co_stacksize=MUCH)
    return roomy
