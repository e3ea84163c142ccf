"""A short silent film of drawn pictures: WebM, in which each frame is a WebP picture without its wrapping. No Django.

A lossy WebP file holds one key frame of VP8, the very thing that a WebM file holds many of: Pillow makes the frames, and what goes
around them (Matroska, RFC 9559) is short enough to write here.
"""

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

SIDE = 480
QUALITY = 62
FRAMES_A_SECOND = 6
# Frames in which a picture is alone, and in which it turns into the next.
ALONE, TURNING = 7, 3
# How much of a picture is seen at the end of its time: the camera comes nearer.
NEAREST = 0.8
NANOSECONDS = 1_000_000


def film(pictures: Sequence[Path]) -> bytes:
    """The pictures one after the other, each coming nearer and turning into the next, as a WebM file."""
    frames = [vp8(frame) for frame in seen(pictures)]
    length = len(frames) * 1000 // FRAMES_A_SECOND
    head = element("1A45DFA3", element("4282", b"webm") + number("4287", 4) + number("4285", 2))
    info = element("1549A966", number("2AD7B1", NANOSECONDS) + float_of("4489", length) + named("4D80") + named("5741"))
    shape = element("E0", number("B0", SIDE) + number("BA", SIDE))
    track = number("D7", 1) + number("73C5", 1) + number("83", 1) + element("86", b"V_VP8") + shape
    tracks = element("1654AE6B", element("AE", track))
    cluster = number("E7", 0) + b"".join(block(place, frame) for place, frame in enumerate(frames))
    return head + element("18538067", info + tracks + element("1F43B675", cluster))


def seen(pictures: Sequence[Path]) -> Iterator[Image.Image]:
    """Every frame, in order."""
    opened = [Image.open(path).convert("RGB") for path in pictures]
    whole = ALONE + TURNING
    for place, picture in enumerate(opened):
        after = opened[place + 1] if place + 1 < len(opened) else None
        for step in range(whole):
            frame = near(picture, (step + TURNING) / (whole + TURNING))
            if after is not None and step >= ALONE:
                turned = (step - ALONE + 1) / (TURNING + 1)
                frame = Image.blend(frame, near(after, (step - ALONE) / (whole + TURNING)), turned)
            yield frame


def near(picture: Image.Image, part: float) -> Image.Image:
    """The picture as the camera sees it after that part of its time."""
    edge = (1 - NEAREST) * part / 2
    left, top = picture.width * edge, picture.height * edge
    return picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box=(left, top, picture.width - left, picture.height - top))


def vp8(frame: Image.Image) -> bytes:
    """The frame as a key frame of VP8. Raises ValueError where Pillow wrapped it in another way than ever."""
    kept = BytesIO()
    frame.save(kept, "WEBP", quality=QUALITY, method=2)
    content = kept.getvalue()
    if content[12:16] != b"VP8 ":
        raise ValueError("This picture is not lossy WebP.")
    return content[20 : 20 + int.from_bytes(content[16:20], "little")]


def block(place: int, frame: bytes) -> bytes:
    """A frame with its moment; every frame is a key frame."""
    at = place * 1000 // FRAMES_A_SECOND
    return element("A3", b"\x81" + at.to_bytes(2, "big") + b"\x80" + frame)


def element(code: str, content: bytes) -> bytes:
    """An element of the file: its code, how long it is, its content."""
    return bytes.fromhex(code) + (len(content) | 1 << 56).to_bytes(8, "big") + content


def number(code: str, value: int) -> bytes:
    """An element that holds a whole number."""
    return element(code, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def float_of(code: str, value: float) -> bytes:
    """An element that holds a number with a point."""
    return element(code, struct.pack(">d", value))


def named(code: str) -> bytes:
    """An element that says who wrote the file."""
    return element(code, b"Uplink")
