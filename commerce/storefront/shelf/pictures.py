"""The pictures of cards: taken as they are when a row is written; what is not made yet is made in the background."""

from collections.abc import Iterable
from typing import Any

from sites.content.images import StoreImage
from sites.content.pictures import CARD_WIDTHS, Picture, filters, picture_of
from sites.content.renditions import make_renditions

READY = ("src", "srcset", "width", "height", "avif", "blur", "focus")


def ready_pictures(image_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What a card needs of each image whose sizes are all made, by image id. Two queries; makes nothing."""
    wanted = set(image_ids)
    if not wanted:
        return {}
    specs = set(filters(CARD_WIDTHS))
    found = {}
    modern = filters(CARD_WIDTHS, kind="avif")
    for image in StoreImage.objects.filter(pk__in=wanted).prefetch_renditions(*specs, *modern):
        if {rendition.filter_spec for rendition in image.prefetched_renditions} >= specs:
            picture = picture_of(image, widths=CARD_WIDTHS)
            if picture:
                found[image.pk] = {name: getattr(picture, name) for name in READY}
    return found


def make_pictures(image_ids: Iterable[int]) -> None:
    """Make the sizes of these images that cards need, where they are missing. Takes a tenth of a second each: for tasks."""
    make_renditions(image_ids, filters(CARD_WIDTHS))


def picture_from(ready: dict[str, Any] | None, alt: str) -> Picture | None:
    """The picture of a row as templates want it."""
    return Picture(**ready, alt=alt) if ready else None
