"""The queues of background work. A task names its own where it is declared (`lane`); who works them off: docs/running.md."""

from typing import Any

# What somebody waits for: mails, words that staff search, a few products on the shelf, all that recurs every few minutes.
# Celery's own name, so that what an older version has queued is still done.
DEFAULT = "celery"
# Work on a whole shop, or as long: the shelf made again, imports, exports, bulk changes, sizes of pictures, housekeeping.
SLOW = "slow"
# Making stores: the operator watches.
PLATFORM = "platform"

QUEUES = (DEFAULT, SLOW, PLATFORM)


def route(_name: str, _args: Any, _kwargs: Any, _options: Any, task: Any = None, **_more: Any) -> dict[str, str]:
    """The queue of a task, unless whoever sends it names one (`CELERY_TASK_ROUTES`)."""
    return {"queue": getattr(task, "lane", DEFAULT)}
