"""Making the sizes of pictures, and what stands in their place until they have loaded. For tasks and commands, never for a
shopper's request: an AVIF of 1600 pixels takes most of a second.
"""

import base64
import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from PIL import Image as PillowImage
from wagtail.images.models import SourceImageIOError

from sites.content.generation import bump_generation
from sites.content.images import StoreImage, StoreRendition
from sites.content.pictures import CARD_WIDTHS, PAGE_WIDTHS, SEE_THROUGH, THUMB_WIDTHS, filters, ready_renditions
from sites.content.suppliers import NoSupplier, supply
from sites.tenants.context import active_store

logger = logging.getLogger(__name__)

# What most pages show; made as soon as a picture is uploaded.
USUAL = tuple(filters((*THUMB_WIDTHS, *CARD_WIDTHS, *PAGE_WIDTHS)))
# A quarter smaller than WebP for ten times the work: made when there is time.
MODERN = tuple(filters((*CARD_WIDTHS, *PAGE_WIDTHS), kind="avif"))
BLUR_PIXELS, BLUR_QUALITY = 10, 50
ASKED_FOR = 600
BATCH = 100
UNREADABLE = (SourceImageIOError, OSError, ValueError, SyntaxError, PillowImage.DecompressionBombError)


def ask(image_ids: Sequence[int], specs: Sequence[str]) -> None:
    """Have renditions made once the transaction has committed; each set at most once in ten minutes."""
    from sites.content.tasks import make_renditions_of  # noqa: PLC0415 - tasks call this module

    name = hashlib.blake2b(repr((sorted(image_ids), sorted(specs))).encode(), digest_size=12).hexdigest()
    if active_store() and cache.add(f"uplink.renditions.asked.{name}", 1, ASKED_FOR):
        ids, wanted = list(image_ids), list(specs)
        # Robust: a broker that is away must not turn a page into an error.
        transaction.on_commit(lambda: make_renditions_of.delay(ids, wanted), robust=True)


def make_renditions(image_ids: Iterable[int], specs: Sequence[str] = USUAL) -> int:
    """Make what lacks of these images, and their placeholders; how many were made. A damaged picture is logged and left out."""
    made = 0
    for image in StoreImage.objects.filter(pk__in=set(image_ids) if settings.MAKE_RENDITIONS else ()):
        try:
            made += make_of(image, specs)
        except UNREADABLE as broken:
            logger.warning("The picture %s cannot be read: %s", image.pk, broken)
    if made:
        bump_generation()
    return made


def make_of(image: StoreImage, specs: Sequence[str]) -> int:
    """As `make_renditions`, of one image. Raises what Wagtail and Pillow raise for damaged files."""
    lacking = [spec for spec in specs if spec not in ready_renditions(image, specs)]
    if lacking:
        image.get_renditions(*lacking)
    if image.blur:
        return len(lacking)
    # Not by saving: that would index the picture anew, and make its renditions again.
    StoreImage.objects.filter(pk=image.pk).update(blur=blur_of(image))
    return len(lacking) + 1


def blur_of(image: StoreImage) -> str:
    """The picture in ten pixels as a data URI, about 150 characters; "none" for one that can be seen through."""
    # The smallest rendition is opened, not the original, which may be a hundred times its size.
    smallest = image.get_rendition(filters(THUMB_WIDTHS)[0])
    with smallest.file.storage.open(smallest.file.name) as file, PillowImage.open(file) as opened:
        # The histogram of the alpha channel: its last place counts the pixels that are opaque.
        see_through = opened.mode in {"RGBA", "LA", "PA"}
        if see_through and any(opened.convert("RGBA").getchannel("A").histogram()[:-1]):
            return SEE_THROUGH
        small = opened.convert("RGB")
    small.thumbnail((BLUR_PIXELS, BLUR_PIXELS))
    body = BytesIO()
    small.save(body, "WEBP", quality=BLUR_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(body.getvalue()).decode()}"


def lacking(specs: Sequence[str]) -> QuerySet[StoreImage]:
    """Images that lack the last of these renditions, the newest first."""
    there = StoreRendition.objects.filter(image=OuterRef("pk"), filter_spec=specs[-1])
    return StoreImage.objects.filter(~Exists(there)).order_by("-pk")


def make_modern(*, most: int) -> int:
    """Make the AVIF sizes of at most so many images that lack them, and have pages show them; of how many they were made.

    A picture that cannot be read is passed over for a day, so that it does not hold up the rest.
    """
    ids = [pk for pk in lacking(MODERN).values_list("pk", flat=True)[: 4 * most] if not cache.get(unreadable_key(pk))][:most]
    done = [pk for pk in ids if make_renditions([pk], MODERN)]
    for pk in set(ids) - set(done):
        cache.set(unreadable_key(pk), 1, 24 * 3600)
    if done:
        tell_shop(done)
    return len(done)


def unreadable_key(pk: int) -> str:
    """Where it is noted that a picture cannot be read."""
    return f"uplink.renditions.unreadable.{pk}"


def tell_shop(image_ids: list[int]) -> None:
    """What keeps pictures ready to show must take them anew."""
    try:
        supply("pictures made", image_ids)
    except NoSupplier:
        logger.debug("Nobody keeps pictures ready.")


def make_all(*, modern: bool = True) -> Iterator[int]:
    """Make everything of every image of the store, batch by batch; yields how many renditions each batch took."""
    ids = list(StoreImage.objects.order_by("pk").values_list("pk", flat=True))
    specs = (*USUAL, *MODERN) if modern else USUAL
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        yield make_renditions(batch, specs)
        tell_shop(batch)


def image_saved(instance: StoreImage, *, created: bool, **_signal: object) -> None:
    """A picture was uploaded, its file exchanged or its focal point moved: make its usual sizes."""
    if not active_store():
        return
    if not created and instance.blur and not instance.renditions.exists():
        # Its file was exchanged: the form has deleted the sizes, and the placeholder shows the old one.
        StoreImage.objects.filter(pk=instance.pk).update(blur="")
    if created or not instance.renditions.exists():
        ask([instance.pk], USUAL)
