"""Indexing for search and references once per object after bulk work, instead of once per save.

Wagtail indexes an object anew whenever it or a part of it is saved. A product that is imported is saved with some twenty
parts and would be indexed as often.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from modelcluster.fields import ParentalKey
from wagtail.tasks import update_reference_index_task

from sites.tenants.background import Held, holding_work


@contextmanager
def indexed_once() -> Iterator[None]:
    """What is saved in this block is indexed when it ends, also after an error, each object once."""
    held: Held = {}
    try:
        with holding_work() as held:
            yield
    finally:
        for (_path, arguments), task in of_whole_objects(held).items():
            task.enqueue(*arguments)


def of_whole_objects(held: Held) -> Held:
    """The same work with parts of an object replaced by the object, as Wagtail does when it indexes references."""
    work: Held = {}
    parts: dict[type, list[Any]] = {}
    for (path, arguments), task in held.items():
        model = apps.get_model(*arguments[:2]) if task is update_reference_index_task else None
        if model is not None and parental_key(model):
            parts.setdefault(model, []).append(arguments[2])
        else:
            work[path, arguments] = task
    while parts:
        model, ids = parts.popitem()
        key = parental_key(model)
        parent = key.related_model
        above = [str(pk) for pk in set(model._default_manager.filter(pk__in=ids).values_list(key.attname, flat=True)) if pk]
        if parental_key(parent):
            parts.setdefault(parent, []).extend(above)
        else:
            for pk in above:
                whole = parent._meta.app_label, parent._meta.model_name, pk
                work[update_reference_index_task.module_path, whole] = update_reference_index_task
    return work


def parental_key(model: Any) -> Any:
    """The key to the object that rows of this model are a part of; None for a model that stands alone."""
    return next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
