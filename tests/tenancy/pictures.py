"""Pictures for tests."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from sites.content.images import StoreImage


def png(colour: str = "red") -> ImageFile:
    """Twenty pixels of a colour."""
    kept = BytesIO()
    Image.new("RGB", (20, 20), colour).save(kept, "PNG")
    kept.seek(0)
    return ImageFile(kept, name="same.png")


def picture(title: str, *, colour: str = "red", **fields: Any) -> StoreImage:
    """A picture of the active store; the file is always called same.png."""
    return StoreImage.objects.create(title=title, file=png(colour), **fields)
