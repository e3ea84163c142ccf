"""The demo stores are made two at a time; what one process could not do, the other does."""

from typing import Any

import pytest

from sites.provisioning.demo import stores
from sites.tenants.models import Store

KEYS = [demo.key for demo in stores.STORES]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, db: None) -> list[str]:
    """The keys of the stores that are asked for here; none of them is really made."""
    asked: list[str] = []
    monkeypatch.setattr(stores, "draw_everything", lambda _tell: None)
    monkeypatch.setattr(stores, "ensure_demo_store", lambda demo, tell: asked.append(demo.key))
    return asked


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of other processes, all of which fail at once."""
    started: list[list[str]] = []

    class Failing:
        def __init__(self, command: list[str], **given: Any) -> None:
            assert "test_uplink" in given["env"]["DATABASE_URL"]
            started.append(command[1:])

        def wait(self) -> int:
            return 1

        def terminate(self) -> None:
            """Has ended."""

    monkeypatch.setattr(stores.subprocess, "Popen", Failing)
    return started


def test_the_others_are_made_beside_the_first_and_all_are_looked_after(made: list[str], beside: list[list[str]]) -> None:
    stores.ensure_demo_stores(tell=print)
    assert beside == [["manage.py", "demo", "--store", *KEYS[1:]]]
    assert made == [KEYS[0], *KEYS]


def test_stores_that_are_there_need_no_other_process(
    made: list[str], beside: list[list[str]], acme: Store, bolt: Store
) -> None:
    for place, store in enumerate((acme, bolt)):
        Store.objects.filter(pk=store.pk).update(
            steps_done=[stores.FILLED], schema_name=stores.STORES[place + 1].order.schema_name
        )
    stores.ensure_demo_stores(tell=print)
    assert (beside, made) == ([], [KEYS[0], *KEYS])
