"""Pictures as templates want them: ready addresses and sizes, never a model.

Nothing is drawn here. Sizes are made in the background (`sites.content.renditions`); until then a picture is shown by
the sizes that there are, else by its original, and what lacks is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import Filter

from sites.content.images import StoreImage

CARD_WIDTHS = (320, 640)
PAGE_WIDTHS = (480, 960, 1600)
THUMB_WIDTHS = (160,)
# The placeholder of a picture that one can see through.
SEE_THROUGH = "none"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image to show: `src` is the largest rendition, `srcset` all of them; width and height keep the layout still."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    # The same sizes as AVIF, where they are all made; a data URI of a few pixels to show until it has loaded; the place that
    # must stay in sight where it is cropped ("40% 20%"). Empty where there is none.
    avif: str = ""
    blur: str = ""
    focus: str = ""


def filters(widths: Sequence[int], *, kind: str = "webp") -> list[str]:
    """Rendition specs of these widths."""
    return [f"max-{width}x{width}|format-{kind}" for width in widths]


def picture_of(image: StoreImage | None, *, alt: str = "", widths: Sequence[int] = PAGE_WIDTHS) -> Picture | None:
    """The picture of one image; None without image, or when its file is gone."""
    if image is None:
        return None
    found = ready_renditions(image, [*filters(widths), *filters(widths, kind="avif")])
    wanted = filters(widths)
    made = [found[spec] for spec in wanted if spec in found]
    if len(made) < len(wanted):
        if not made and not has_file(image):
            return None
        ask_for([image.pk], wanted)
    modern = [found[spec] for spec in filters(widths, kind="avif") if spec in found]
    sizes = {rendition.width: rendition for rendition in made} or {image.width: image.file}
    largest = sizes[max(sizes)]
    return Picture(
        src=largest.url,
        srcset=srcset(made) if made else "",
        width=largest.width,
        height=largest.height,
        alt=alt or image.description or image.title,
        avif=srcset(modern) if len(modern) == len(made) == len(wanted) else "",
        blur=image.blur if image.blur != SEE_THROUGH else "",
        focus=focus_of(image),
    )


def pictures_by_id(ids: Iterable[int | None], *, widths: Sequence[int] = CARD_WIDTHS) -> dict[int, Picture]:
    """Pictures of many images, by image id; those whose file is gone are left out. Queries as `images_by_id`."""
    images = images_by_id(ids, widths=widths)
    found = {pk: picture_of(image, widths=widths) for pk, image in images.items()}
    return {pk: picture for pk, picture in found.items() if picture}


def images_by_id(ids: Iterable[int | None], *, widths: Sequence[int]) -> dict[int, StoreImage]:
    """Images by id, with the sizes of these widths that are made; one query, and a second for images that have none yet."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    specs = [*filters(widths), *filters(widths, kind="avif")]
    found: dict[int, StoreImage] = {}
    made: dict[int, list[Any]] = defaultdict(list)
    renditions = StoreImage.get_rendition_model().objects.filter(image__in=wanted, filter_spec__in=specs)
    for rendition in renditions.select_related("image"):
        rendition.image = found.setdefault(rendition.image_id, rendition.image)
        made[rendition.image_id].append(rendition)
    if bare := wanted - found.keys():
        found |= StoreImage.objects.in_bulk(bare)
    for pk, image in found.items():
        # As Wagtail's own `prefetch_renditions` leaves it.
        image.prefetched_renditions = made[pk]
    return found


def ready_renditions(image: StoreImage, specs: Sequence[str]) -> dict[str, Any]:
    """Those of the renditions that are made, by spec. From the cache or one query; makes nothing."""
    model = image.get_rendition_model()
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    fresh = {
        model.construct_cache_key(image, each.get_cache_key(image), each.spec): rendition
        for each, rendition in found.items()
        if not getattr(rendition, "_from_cache", False)
    }
    if fresh:
        model.cache_backend.set_many(fresh)
    return {each.spec: rendition for each, rendition in found.items()}


def ready_url(image: StoreImage | None, spec: str) -> str:
    """The address of one rendition; of the original until it is made; empty without image."""
    if image is None:
        return ""
    found = ready_renditions(image, [spec]).get(spec)
    if found is None:
        ask_for([image.pk], [spec])
        return str(image.file.url)
    return str(found.url)


def srcset(renditions: Iterable[Any]) -> str:
    """Addresses with their widths, the smallest first, each width once."""
    sizes: Mapping[int, Any] = {rendition.width: rendition for rendition in renditions}
    return ", ".join(f"{sizes[width].url} {width}w" for width in sorted(sizes))


def focus_of(image: StoreImage) -> str:
    """Where the middle of the focal point is, in per cent of width and height; empty where none is set."""
    if image.focal_point_x is None or image.focal_point_y is None or not image.width or not image.height:
        return ""
    across, down = 100 * image.focal_point_x / image.width, 100 * image.focal_point_y / image.height
    return f"{min(100, round(across))}% {min(100, round(down))}%"


def has_file(image: StoreImage) -> bool:
    """Whether the original is there. Asked only while no size is made."""
    try:
        return bool(image.file) and bool(image.file.storage.exists(image.file.name))
    except OSError:
        return False


def ask_for(image_ids: Sequence[int], specs: Sequence[str]) -> None:
    """Have these renditions made in the background; the same ones are asked for once in ten minutes."""
    from sites.content.renditions import ask  # noqa: PLC0415 - it makes what this module names

    ask(image_ids, specs)
