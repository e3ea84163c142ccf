"""The files that the demo writes by itself are what programs that read them expect."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from sites.provisioning.demo import films
from sites.provisioning.demo.papers import Sheet, paper


def jpeg(colour: str) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (64, 64), colour).save(kept, "JPEG")
    return kept.getvalue()


def test_a_paper_has_a_page_a_sheet_and_a_table_that_leads_to_every_object() -> None:
    sheets = [Sheet("CO₂ (T10)", "Überall", (("Größe", "80 mm"),), ("Words.",), "foot"), Sheet("Second")]
    made = paper(sheets, accent="#0b8a60", picture=jpeg("red"))
    assert made.startswith(b"%PDF-1.4")
    start = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    count = int(made[start:].split()[2])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", made[start:])]
    assert len(places) == count - 1
    for number, place in enumerate(places, 1):
        assert made[place:].startswith(f"{number} 0 obj\n".encode())
    assert made.count(b"/Type /Page ") == 2
    for head, content in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", made, re.DOTALL):
        assert int(head) == len(content)
    assert rb"(CO2 \(T10\)) Tj" in made
    assert "(Überall) Tj".encode("cp1252") in made


def elements(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(code, content) of what stands in an element; the codes are as long as their first bit that is set says."""
    place = 0
    while place < len(content):
        long = 9 - content[place].bit_length()
        code = content[place : place + long].hex().upper()
        size = int.from_bytes(content[place + long : place + long + 8], "big") & ~(1 << 56)
        yield code, content[place + long + 8 : place + long + 8 + size]
        place += long + 8 + size


def test_a_film_is_key_frames_in_order(tmp_path: Path) -> None:
    pictures = []
    for number, colour in enumerate(("red", "green")):
        pictures.append(tmp_path / f"{number}.jpg")
        pictures[-1].write_bytes(jpeg(colour))
    (head, kind), (segment, content) = elements(films.film(pictures))
    assert (head, segment) == ("1A45DFA3", "18538067")
    assert dict(elements(kind))["4282"] == b"webm"
    parts = dict(elements(content))
    assert list(parts) == ["1549A966", "1654AE6B", "1F43B675"]
    [(_entry, track)] = elements(parts["1654AE6B"])
    assert dict(elements(track))["86"] == b"V_VP8"
    blocks = [block for code, block in elements(parts["1F43B675"]) if code == "A3"]
    assert len(blocks) == 2 * (films.ALONE + films.TURNING)
    moments = [int.from_bytes(block[1:3], "big") for block in blocks]
    assert moments == sorted(set(moments)) and moments[0] == 0
    for block in blocks:
        # A key frame begins with a bit that is not set, and says after three bytes that it is one, and how wide it is.
        assert not block[4] & 1
        assert block[7:10] == b"\x9d\x01\x2a"
        assert int.from_bytes(block[10:12], "little") == films.SIDE
