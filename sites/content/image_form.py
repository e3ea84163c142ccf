"""The form with which editors upload pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from wagtail.images.forms import BaseImageForm

from sites.content.images import MAX_PIXELS


class StoreImageForm(BaseImageForm):
    """Refuses pictures that are small as files and huge once opened."""

    def clean_file(self) -> Any:
        """The file, when it can be opened within bounds."""
        file = self.cleaned_data.get("file")
        if file is not None and hasattr(file, "image") and "file" in self.changed_data:
            width, height = _size(file)
            if width * height > MAX_PIXELS:
                raise ValidationError(
                    _("This picture has %(count)d megapixels; please make it at most %(limit)d."),
                    params={"count": width * height // 1_000_000, "limit": MAX_PIXELS // 1_000_000},
                )
        return file


def _size(file: Any) -> tuple[int, int]:
    position = file.tell()
    try:
        file.seek(0)
        with PillowImage.open(file) as picture:
            return picture.size
    except (OSError, ValueError):
        return 0, 0
    finally:
        file.seek(position)
