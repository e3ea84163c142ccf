"""Pictures as templates want them: ready addresses and sizes, never a model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from sites.content.images import StoreImage

CARD_WIDTHS = (320, 640)
PAGE_WIDTHS = (480, 960, 1600)
THUMB_WIDTHS = (160,)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to show: `src` is the largest rendition, `srcset` all of them; width and height keep the layout still."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


def filters(widths: Sequence[int]) -> list[str]:
    """Rendition specs of these widths."""
    return [f"max-{width}x{width}|format-webp" for width in widths]


def picture_of(image: StoreImage | None, *, alt: str = "", widths: Sequence[int] = PAGE_WIDTHS) -> Picture | None:
    """The picture of one image; None without image, or when its file is gone."""
    if image is None:
        return None
    try:
        renditions = list(image.get_renditions(*filters(widths)).values())
    except (SourceImageIOError, OSError):
        return None
    sizes = {rendition.width: rendition for rendition in renditions}
    largest = sizes[max(sizes)]
    return Picture(
        src=largest.url,
        srcset=", ".join(f"{sizes[width].url} {width}w" for width in sorted(sizes)),
        width=largest.width,
        height=largest.height,
        alt=alt or image.description or image.title,
    )


def pictures_by_id(ids: Iterable[int | None], *, widths: Sequence[int] = CARD_WIDTHS) -> dict[int, Picture]:
    """Pictures of many images in two queries, by image id; those whose file is gone are left out."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    images = StoreImage.objects.filter(pk__in=wanted).prefetch_renditions(*filters(widths))
    found = {image.pk: picture_of(image, widths=widths) for image in images}
    return {pk: picture for pk, picture in found.items() if picture}
