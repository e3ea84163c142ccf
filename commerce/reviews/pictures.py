"""Pictures that shoppers send: looked at with suspicion, drawn anew."""

import io
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.models import Collection

from sites.content.images import MAX_PIXELS, StoreImage

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 8 * 1024 * 1024
MAX_COUNT = 4
SIDE = 1600
QUALITY = 85
COLLECTION = "Pictures of reviews"


def clean_picture(file: Any) -> bytes:
    """A JPEG of at most 1,600 pixels a side, upright, without what a camera notes. Raises ValidationError with the reason.

    `file` is open and seekable. Its name is not believed. The size is read from its head, before anything is unpacked.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("A picture may have 8 MB at most."))
    try:
        with PillowImage.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(_("A picture may have 40 megapixels at most."))
            return draw(picture)
    except PillowImage.DecompressionBombError as error:
        raise ValidationError(_("A picture may have 40 megapixels at most.")) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(_("This is not a picture that can be shown: send JPEG, PNG or WebP.")) from error


def draw(picture: PillowImage.Image) -> bytes:
    """The first frame on white, as a JPEG with nothing but its pixels."""
    picture.draft("RGB", (SIDE, SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SIDE, SIDE))
    layered = upright.convert("RGBA")
    ground = PillowImage.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    target = io.BytesIO()
    ground.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def keep_picture(content: bytes, *, title: str) -> StoreImage:
    """Store a clean picture under a name that nobody can guess, in a collection of its own."""
    return StoreImage.objects.create(
        title=title[:255],
        file=ImageFile(io.BytesIO(content), name=f"review-{secrets.token_hex(8)}.jpg"),
        collection=review_collection(),
    )


def review_collection() -> Collection:
    """Where pictures of shoppers are kept, apart from those of editors; made when first needed."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(instance=Collection(name=COLLECTION))
