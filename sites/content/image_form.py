"""The form with which editors upload pictures."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from wagtail.images.forms import BaseImageForm

from sites.content.images import MAX_PIXELS


class StoreImageForm(BaseImageForm):
    """Refuses pictures that are small as files and huge once opened, and those that are damaged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            field.check_image_pixel_size = bounded(field.check_image_pixel_size)


def bounded(check: Callable[[Any], None]) -> Callable[[Any], None]:
    """Wagtail's check of the size, which opens the whole picture, after one that reads no more than its head."""

    def check_picture(file: Any) -> None:
        if _pixels(file) > MAX_PIXELS:
            raise ValidationError(
                _("This picture has more than %(limit)d megapixels; please make it smaller."),
                params={"limit": MAX_PIXELS // 1_000_000},
            )
        try:
            check(file)
        except (OSError, ValueError, SyntaxError) as damaged:
            raise ValidationError(_("This picture is damaged. Please save it again, or choose another.")) from damaged

    return check_picture


def _pixels(file: Any) -> float:
    """What the head of the file says; nothing when it has none."""
    position = file.tell()
    try:
        file.seek(0)
        with PillowImage.open(file) as picture:
            return picture.size[0] * picture.size[1]
    except PillowImage.DecompressionBombError:
        return float("inf")
    except (OSError, ValueError):
        return 0
    finally:
        file.seek(position)
