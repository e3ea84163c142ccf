"""Where originals of pictures lie, and whether some bytes are a picture at all."""

from __future__ import annotations

from legacy_import.prestashop.errors import PictureMissing

MAX_BYTES = 30 * 1024 * 1024

FOLDERS = {"categories": "c", "manufacturers": "m", "suppliers": "su", "stores": "st"}

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")


def original_path(kind: str, *ids: int) -> str:
    """The path under `/img/`: picture 123 of a product is p/1/2/3/123.jpg, even where the bytes are a PNG."""
    if kind == "products":
        number = str(ids[-1])
        return f"p/{'/'.join(number)}/{number}.jpg"
    return f"{FOLDERS[kind]}/{ids[0]}.jpg"


def name_of(kind: str, *ids: int) -> str:
    """The picture in words, for messages."""
    if kind == "products":
        return f"picture {ids[-1]} of product {ids[0]}"
    return f"the picture of {kind} {ids[0]}"


def checked_picture(content: bytes, name: str) -> bytes:
    """The bytes, if they begin as a picture does. A shop without the file may well answer 200 with a page of HTML."""
    if not content:
        raise PictureMissing(f"{name}: the file is empty.")
    if not is_picture(content):
        raise PictureMissing(f"{name}: what was sent is no picture.")
    return content


def is_picture(content: bytes) -> bool:
    """JPEG, PNG, GIF, BMP, WebP, AVIF or HEIC, by their first bytes."""
    if content.startswith(_BEGINNINGS):
        return True
    if content[:4] == b"RIFF":
        return content[8:12] == b"WEBP"
    return content[4:8] == b"ftyp" and content[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1")
