"""A cut of a recorded shop: a few of its products and categories with all that belongs to them, for runs of a second or less."""

from pathlib import Path
from xml.etree import ElementTree

# Two with pictures and no combinations, two with combinations, one at a fraction of a cent, one that is backordered.
PRODUCTS = (6, 9, 20, 21, 28, 33)
# Theirs, and all above each.
CATEGORIES = (1, 2, 6, 8, 10, 11, 12)
# Which element of a record says whose it is; a resource that is not named here is taken whole.
OWNERS = {
    # English alone: neither store has to learn another language first.
    "languages": ("id", (1,)),
    "products": ("id", PRODUCTS),
    "combinations": ("id_product", PRODUCTS),
    "stock_availables": ("id_product", PRODUCTS),
    "categories": ("id", CATEGORIES),
}


def cut(recorded: Path, folder: Path) -> Path:
    """Write the cut of the recording into the folder and answer the folder, which `RecordingSource` reads."""
    (folder / "full").mkdir(parents=True)
    (folder / "images").symlink_to(recorded / "images")
    for file in (recorded / "webservice" / "full").glob("*.xml"):
        if file.stem in OWNERS:
            (folder / "full" / file.name).write_bytes(only(file.read_bytes(), *OWNERS[file.stem]))
        else:
            (folder / "full" / file.name).symlink_to(file)
    return folder


def only(text: bytes, element: str, kept: tuple[int, ...]) -> bytes:
    """The answer with those of its records whose element holds one of the numbers."""
    answer = ElementTree.fromstring(text)
    [records] = answer
    for record in list(records):
        if int(record.findtext(element, "0")) not in kept:
            records.remove(record)
    return ElementTree.tostring(answer, encoding="utf-8", xml_declaration=True)
