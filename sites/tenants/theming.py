"""Which themes there are, and where each looks for its templates."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

BASE = "base"
PLATFORM = "platform"
COLOUR = re.compile(r"--colour-([a-z-]+):\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*;")


class UnknownTheme(LookupError):
    """A store names a theme that is not installed."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One folder below `themes/`, as its theme.toml describes it."""

    name: str
    label: str
    parent: str | None
    version: str

    @property
    def folder(self) -> Path:
        """`themes/<name>`."""
        return Path(settings.THEMES_DIR) / self.name

    @property
    def templates(self) -> Path:
        """Where its templates are; only names below shop/ count."""
        return self.folder / "templates"


@cache
def installed_themes() -> dict[str, Theme]:
    """All themes by name; read once, since themes are code."""
    return {path.parent.name: read_theme(path) for path in sorted(Path(settings.THEMES_DIR).glob("*/theme.toml"))}


def read_theme(path: Path) -> Theme:
    """The theme a theme.toml describes. Raises KeyError when it has no label or version."""
    described = tomllib.loads(path.read_text(encoding="utf-8"))
    name = path.parent.name
    return Theme(name=name, label=described["label"], parent=described.get("parent"), version=described["version"])


def theme_choices() -> list[tuple[str, str]]:
    """(name, label) of the themes a store may choose."""
    return [(theme.name, theme.label) for theme in installed_themes().values()]


@cache
def theme_line(name: str) -> tuple[Theme, ...]:
    """The theme, its parent, and so on down to base. Raises UnknownTheme."""
    themes = installed_themes()
    line: list[Theme] = []
    wanted: str | None = name
    while wanted and wanted not in {theme.name for theme in line}:
        if wanted not in themes:
            raise UnknownTheme(f"The theme {wanted!r} is not installed; there are: {', '.join(themes)}.")
        line.append(themes[wanted])
        wanted = themes[wanted].parent or (BASE if wanted != BASE else None)
    return tuple(line)


@cache
def theme_colours(name: str) -> dict[str, str]:
    """The colours of a theme as its tokens.css and its parents' write them: `on-brand` -> `#rrggbb`. Raises UnknownTheme."""
    colours: dict[str, str] = {}
    for theme in reversed(theme_line(name)):
        tokens = theme.folder / "static" / "themes" / theme.name / "tokens.css"
        if tokens.exists():
            colours |= dict(COLOUR.findall(tokens.read_text(encoding="utf-8")))
    return {
        token: whole if len(whole) == 7 else "#" + "".join(2 * digit for digit in whole[1:]) for token, whole in colours.items()
    }


def stray_templates(theme: Theme) -> list[str]:
    """Template names outside shop/, which a theme must not have: it would override the admin or mails of all stores."""
    names = (path.relative_to(theme.templates).as_posix() for path in theme.templates.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith("shop/"))
