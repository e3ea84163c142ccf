"""Drawing what the demo stores show, in two processes, once: pictures are kept below var/demo."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sites.provisioning.demo import illustrations

PROCESSES = 2
SQUARE = (800, 800)
WIDE = (1440, 900)
HERO = (1920, 900)
QUALITY = 84


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture: `kind` is subject, hero, logo or favicon; `name` the subject, or the brand."""

    kind: str
    name: str
    palette: str = "signal"
    view: int = 0

    @property
    def is_png(self) -> bool:
        """Logos and favicons are transparent."""
        return self.kind in ("logo", "favicon")

    def path(self, folder: Path) -> Path:
        """Where it is kept."""
        return folder / f"{self.kind}-{self.name}-{self.palette}-{self.view}.{'png' if self.is_png else 'jpg'}"


def in_colour(palette: str, colour: str) -> str:
    """The palette, with things in that colour (#rrggbb) where there is one."""
    return f"{palette}-{colour.removeprefix('#')}" if colour else palette


def draw_all(drawings: Iterable[Drawing], folder: Path) -> int:
    """Draw what is not there yet; how many were drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [drawing for drawing in dict.fromkeys(drawings) if not drawing.path(folder).exists()]
    if len(missing) == 1:
        # Two processes would take longer to start than to draw it.
        draw_one(missing[0], folder)
    elif missing:
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("forkserver")) as pool:
            for _done in pool.map(draw_one, missing, [folder] * len(missing), chunksize=4):
                pass
    return len(missing)


def draw_one(drawing: Drawing, folder: Path) -> None:
    """Draw one picture into its file, whole or not at all."""
    path = drawing.path(folder)
    draft = path.with_suffix(".part")
    draft.write_bytes(content_of(drawing))
    draft.rename(path)


def content_of(drawing: Drawing) -> bytes:
    """The picture as JPEG, or PNG where it is transparent."""
    if drawing.kind == "logo":
        return illustrations.as_png(illustrations.logo(drawing.name, on_dark=bool(drawing.view)))
    if drawing.kind == "favicon":
        return illustrations.as_png(illustrations.favicon(drawing.name))
    if drawing.kind == "hero":
        return illustrations.as_jpeg(illustrations.hero(drawing.name, size=HERO, variant=drawing.view), QUALITY)
    size = WIDE if drawing.name.startswith("scene-") else SQUARE
    return illustrations.as_jpeg(
        illustrations.draw(drawing.name, size=size, palette=drawing.palette, view=drawing.view), QUALITY
    )
