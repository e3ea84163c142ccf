"""What is made from other rows, made anew in stores that are older than its maker.

Migrations bring tables up to date, not what stands in them: the shelf, the search index, the sizes of pictures. Each has a
mark, a digest of what makes it, and a store remembers the marks it was last brought to. A store that is current costs one
comparison.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from modelsearch.index import get_indexed_models

from commerce.storefront.shelf.rebuild import rebuild_shelf
from sites.content.images import StoreImage
from sites.content.renditions import USUAL, ask, lacking
from sites.tenants.context import in_store
from sites.tenants.models import Store

logger = logging.getLogger(__name__)

# The code that decides what stands on the shelf and in what search reads; formatting it anew makes the shelf anew, no more.
SHELF_MAKERS = ("commerce/storefront/shelf", "commerce/storefront/search")
INDEX_MAKERS = ("sites/content/search_index.py", "sites/content/stemming.py")
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing that is made: the mark of its maker now, and how it is made in the active store. May run twice."""

    name: str
    mark: Callable[[], str]
    run: Callable[[], object]


def shelf_mark() -> str:
    """A digest of the code that makes the shelf."""
    digest = hashlib.sha256()
    for folder in SHELF_MAKERS:
        for path in sorted((Path(settings.ROOT) / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def index_mark() -> str:
    """A digest of what is searched in which model, and of the code that writes the index."""
    fields = [
        (
            model._meta.label,
            sorted(f"{type(field).__name__} {field.field_name} {getattr(field, 'boost', '')}" for field in found),
        )
        for model in get_indexed_models()
        if (found := model.get_search_fields())
    ]
    digest = hashlib.sha256(repr(sorted(fields)).encode())
    for maker in INDEX_MAKERS:
        digest.update((Path(settings.ROOT) / maker).read_bytes())
    return digest.hexdigest()[:12]


def pictures_mark() -> str:
    """A digest of the sizes that pages ask for."""
    return hashlib.sha256(repr(USUAL).encode()).hexdigest()[:12]


def ask_for_pictures() -> int:
    """Have the sizes that are missing made in the background, the newest pictures first; how many pictures lack some."""
    ids = list(lacking(USUAL).values_list("pk", flat=True)) if StoreImage.objects.exists() else []
    for start in range(0, len(ids), AT_ONCE):
        ask(ids[start : start + AT_ONCE], USUAL)
    return len(ids)


CHORES = (
    Chore("shelf", shelf_mark, lambda: rebuild_shelf(force=False)),
    Chore("search index", index_mark, lambda: call_command("update_index", verbosity=0)),
    Chore("pictures", pictures_mark, ask_for_pictures),
)


@cache
def present_marks() -> Mapping[str, str]:
    """The mark of each maker in this version."""
    return {chore.name: chore.mark() for chore in CHORES}


def due(store: Store) -> list[Chore]:
    """What a store was made with by an older maker, or by one that nobody noted."""
    return [chore for chore in CHORES if store.upkeep_done.get(chore.name) != present_marks()[chore.name]]


def keep_up(store: Store) -> dict[str, str]:
    """Make anew what is due in a migrated store: what was done -> nothing, or why it could not be. A chore that fails keeps no
    other back, and is due again.
    """
    told: dict[str, str] = {}
    for chore in due(store):
        try:
            with in_store(store):
                chore.run()
        except Exception as error:
            logger.exception("This could not be brought up to date in %s: %s", store.name, chore.name)
            told[chore.name] = f"{type(error).__name__}: {error}"[:200]
            continue
        told[chore.name] = ""
        logger.info("Brought up to date in %s: %s", store.name, chore.name)
        note(store, chore.name)
    return told


def note(store: Store, *names: str) -> None:
    """Remember that these are of this version."""
    store.upkeep_done = {**store.upkeep_done, **{name: present_marks()[name] for name in names}}
    store.save(update_fields=["upkeep_done"])


def note_new(store: Store) -> None:
    """A store that was made just now has nothing old."""
    note(store, *(chore.name for chore in CHORES))
