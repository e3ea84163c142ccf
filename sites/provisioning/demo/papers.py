"""Datasheets and booklets of the demo stores: small PDF files written by code, one page a sheet. No Django."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

# A4, in points.
WIDTH, HEIGHT = 595, 842
MARGIN = 56
PICTURE = 150
PIXELS = 400
LABELS = 165
# How wide a letter of Helvetica is on average, as a part of its size; a little more, so that no line runs over.
LETTER = 0.52
BOLD, PLAIN = "F2", "F1"
# What the fonts that every reader has cannot write.
SPELT = str.maketrans({"₂": "2", "−": "-", "≤": "max.", "≥": "min.", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: a title, a line of introduction, a table of facts, paragraphs, and a line at the foot."""

    title: str
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    foot: str = ""


def paper(sheets: Sequence[Sheet], *, accent: str, picture: bytes = b"") -> bytes:
    """The sheets as a PDF file. `accent` is #rrggbb; `picture` a JPEG that stands on the first page."""
    image = small(picture) if picture else b""
    first = 6 if image else 5
    pages = [f"{first + 2 * number} 0 R" for number in range(len(sheets))]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{} /Encoding /WinAnsiEncoding >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(pages)}] /Count {len(pages)} >>".encode(),
        font.format("").encode(),
        font.format("-Bold").encode(),
    ]
    if image:
        size = f"/Width {PIXELS} /Height {PIXELS} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
        parts.append(stream(image, f"/Type /XObject /Subtype /Image {size} "))
    for number, sheet in enumerate(sheets):
        has_picture = bool(image) and number == 0
        resources = "/Font << /F1 3 0 R /F2 4 0 R >>" + (" /XObject << /P 5 0 R >>" if has_picture else "")
        content = f"{first + 2 * number + 1} 0 R"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << {resources} >> "
            f"/Contents {content} >>".encode()
        )
        parts.append(stream("\n".join(drawn(sheet, accent, has_picture=has_picture)).encode("cp1252", "replace")))
    return bound(parts)


def small(picture: bytes) -> bytes:
    """The picture as a smaller JPEG."""
    kept = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.draft("RGB", (PIXELS, PIXELS))
        image.convert("RGB").resize((PIXELS, PIXELS)).save(kept, "JPEG", quality=80)
    return kept.getvalue()


def stream(content: bytes, keys: str = "") -> bytes:
    """An object with content."""
    return f"<< {keys}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def bound(parts: Sequence[bytes]) -> bytes:
    """The objects as a file, with the table that says where each begins."""
    made, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return bytes(made) + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def drawn(sheet: Sheet, accent: str, *, has_picture: bool) -> Iterator[str]:
    """The page's strokes, from above."""
    colour = " ".join(f"{int(accent[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))
    yield f"{colour} rg 0 {HEIGHT - 14} {WIDTH} 14 re f"
    if has_picture:
        yield f"q {PICTURE} 0 0 {PICTURE} {WIDTH - MARGIN - PICTURE} {HEIGHT - 60 - PICTURE} cm /P Do Q"
    room = WIDTH - 2 * MARGIN - (PICTURE + 24 if has_picture else 0)
    place = HEIGHT - 92
    for line in wrapped(sheet.title, 22, room):
        yield text(line, MARGIN, place, 22, BOLD)
        place -= 28
    for line in wrapped(sheet.lead, 11, room):
        yield text(line, MARGIN, place, 11)
        place -= 16
    place = min(place - 20, HEIGHT - 84 - PICTURE if has_picture else place)
    for label, value in sheet.facts:
        lines = wrapped(value, 10, WIDTH - 2 * MARGIN - LABELS)
        yield f"0.85 G {MARGIN} {place + 14} m {WIDTH - MARGIN} {place + 14} l S"
        yield text(label, MARGIN, place, 10, BOLD)
        for line in lines:
            yield text(line, MARGIN + LABELS, place, 10)
            place -= 14
        place -= 8
    place -= 16
    for paragraph in sheet.paragraphs:
        for line in wrapped(paragraph, 11, WIDTH - 2 * MARGIN):
            yield text(line, MARGIN, place, 11)
            place -= 16
        place -= 10
    yield text(sheet.foot, MARGIN, 44, 8)


def wrapped(words: str, size: int, room: int) -> list[str]:
    """The words in lines that fit into so many points."""
    return textwrap.wrap(words.translate(SPELT), max(10, int(room / (size * LETTER))))


def text(words: str, x: int, y: int, size: int, font: str = PLAIN) -> str:
    """A line of words, in black."""
    safe = words.translate(SPELT).replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT 0.1 g /{font} {size} Tf {x} {y} Td ({safe}) Tj ET"
