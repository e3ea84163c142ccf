"""Python's collector of cycles while the whole shelf is made.

Left alone it looks through all that the process has loaded, again and again, because so many rows come and go: two fifths of the
work. They hold no cycles, and go by themselves.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def tidied_between() -> Iterator[Callable[[], None]]:
    """In this block nothing is collected but when the function that it gives is called, and then only what is new since the
    block began, or since the process spared what it had loaded (`sites.collecting`), which stays spared. For commands and workers:
    it is so for all threads.
    """
    was_on, spared = gc.isenabled(), gc.get_freeze_count() > 0
    if not spared:
        gc.freeze()
    gc.disable()
    try:
        yield collect
    finally:
        if not spared:
            gc.unfreeze()
        if was_on:
            gc.enable()


def collect() -> None:
    """What is in cycles goes."""
    gc.collect()
