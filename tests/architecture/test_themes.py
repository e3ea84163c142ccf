"""Every component renders alone with its sample, in every theme; themes stay in their place."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.template.loader import render_to_string

from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.theming import installed_themes, stray_templates, theme_line

BASE = Path(settings.THEMES_DIR) / "base" / "templates"
SAMPLES = sorted(path.relative_to(BASE).as_posix() for path in BASE.glob("shop/components/*/*.yaml"))


@pytest.mark.parametrize("schema", ["acme", "bolt"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_component_renders_alone_with_its_sample(db, rf, schema: str, sample: str) -> None:
    values = yaml.safe_load((BASE / sample).read_text(encoding="utf-8")) or {}
    with in_store(Store.objects.get(schema_name=schema)):
        html = render_to_string(sample.replace(".yaml", ".html"), {"request": rf.get("/"), **values})
    assert html.strip() or sample.endswith(("icon.yaml",))


def test_every_component_has_a_sample() -> None:
    folders = {path.parent for path in BASE.glob("shop/components/*/*.html")}
    assert {folder.name for folder in folders if not (folder / f"{folder.name}.yaml").exists()} == set()


def test_a_theme_brings_templates_below_shop_only() -> None:
    for theme in installed_themes().values():
        if theme.name != "platform":
            assert stray_templates(theme) == []


def test_every_line_of_themes_ends_in_base() -> None:
    for name in ("base", "connected-things", "trolleypusha"):
        assert theme_line(name)[-1].name == "base"
