"""The floors of the house hold: for imports, and for foreign keys."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.ROOT)


def floors() -> list[list[str]]:
    """Floors from the top down, as pyproject.toml lists them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    return [[name.strip(" ()") for name in layer.split("|")] for layer in contract["layers"]]


def floor_of(module: str) -> int | None:
    """The number of the floor a module stands on, 0 at the top; None for what is not ours."""
    for number, names in enumerate(floors()):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return number
    return None


def test_a_floor_imports_only_floors_below_it() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_foreign_key_points_only_downwards() -> None:
    upward = []
    for model in apps.get_models():
        here = floor_of(model.__module__)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if here is None or not target or not getattr(field, "concrete", False) or isinstance(target, str):
                continue
            there = floor_of(target.__module__)
            if there is not None and there < here:
                upward.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert upward == []


def test_the_list_of_floors_is_complete() -> None:
    listed = {name for names in floors() for name in names}
    there = {f"commerce.{path.parent.name}" for path in (ROOT / "commerce").glob("*/__init__.py")}
    assert there <= listed
    assert {"sites.tenants", "sites.users", "sites.content", "pricing", "legacy_import", "themes"} <= listed
