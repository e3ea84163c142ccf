"""Pictures and films of the gallery."""

import mimetypes
import posixpath
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from django.urls import reverse

from commerce.kernel.translated import in_language
from commerce.storefront.product.source import Source
from commerce.storefront.values import VideoView
from sites.content.blocks.links import is_safe_address
from sites.content.pictures import Picture

PLAYED = ("video/mp4", "video/webm")


def gallery(source: Source, variant_id: int | None, pictures: Mapping[int, Picture]) -> list[Picture]:
    """The variant's own pictures where it has some, else all of the product, each described."""
    own = source.own_images.get(variant_id or 0, set())
    wanted = [row for row in source.images if row["id"] in own] or source.images
    language = source.copy.locale.language_code
    return [
        replace(pictures[row["image"]], alt=row["captions"].get(language) or source.copy.name)
        for row in wanted
        if row["image"] in pictures
    ]


def videos(source: Source, pictures: Mapping[int, Picture]) -> list[VideoView]:
    """The films: files of the store that browsers play, and links to services. Nothing of a service is loaded into the page."""
    found = []
    for row in source.videos:
        title = in_language(row["titles"]) or source.copy.name
        poster = pictures.get(row["poster"] or 0)
        name = posixpath.basename(row["file"] or "")
        kind = mimetypes.guess_type(name)[0] or ""
        if kind in PLAYED:
            found.append(VideoView(title, reverse("product-video", args=[row["id"], name]), kind, "", "", poster))
        elif row["url"] and is_safe_address(row["url"]):
            service = (urlsplit(row["url"]).hostname or "").removeprefix("www.")
            found.append(VideoView(title, "", "", row["url"], service, poster))
    return found
