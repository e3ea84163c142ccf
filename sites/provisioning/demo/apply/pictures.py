"""Drawn pictures as images of a store."""

from pathlib import Path

from django.core.files.images import ImageFile
from PIL import Image

from sites.content.images import StoreImage
from sites.provisioning.demo.apply.drawing import Drawing, draw_all, in_colour


class Pictures:
    """Gives the store's image of a drawing, drawing and storing it the first time."""

    def __init__(self, folder: Path, palette: str) -> None:
        self.folder, self.palette = folder, palette

    def subject(self, name: str, *, view: int = 0, title: str = "", colour: str = "") -> StoreImage:
        """A product, category or scene; with a `colour` (#rrggbb), in that one."""
        return self.image(
            Drawing("subject", name, in_colour(self.palette, colour), view), title or name.replace("-", " ").capitalize()
        )

    def hero(self, brand: str, variant: int) -> StoreImage:
        """A wide picture for the top of a page."""
        return self.image(Drawing("hero", brand, self.palette, variant), f"Scene {variant + 1}")

    def image(self, drawing: Drawing, title: str) -> StoreImage:
        """The image; one drawing is one image in a store."""
        source = f"drawn: {drawing.path(Path()).name}"
        existing = StoreImage.objects.filter(source=source).first()
        if existing:
            return existing
        draw_all([drawing], self.folder)
        path = drawing.path(self.folder)
        with path.open("rb") as handle, Image.open(path) as drawn:
            # The size is given, for the whole picture would be decoded to learn it.
            size = {"width": drawn.width, "height": drawn.height}
            image = StoreImage(title=title[:255], source=source, file=ImageFile(handle, name=path.name), **size)
            image.file_size = path.stat().st_size
            image.save()
        return image
