"""The demo store whose catalogue comes in as a real one does: through the importer, from a recorded webservice."""

import shutil
from pathlib import Path

from commerce.catalogue.models import Attribute
from commerce.storefront.quiet import quiet_shelf
from commerce.storefront.shelf.rebuild import rebuild_shelf
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.services import import_shop
from sites.provisioning.demo.apply.drawing import draw_all
from sites.provisioning.demo.data import recording_folder
from sites.provisioning.demo.wanted import recorded_drawings

# What cards show of a product, and how its specification is grouped: the old shop did not know such things.
LISTED = ("band", "battery life", "ip rating", "range")
GROUPS = {
    "Radio": ("band", "range", "protocol", "antenna"),
    "Power": ("battery", "supply"),
    "Enclosure": ("ip rating", "temperature", "operating", "colour"),
    "Connections": ("interface",),
}
GERMAN = {"Radio": "Funk", "Power": "Stromversorgung", "Enclosure": "Gehäuse", "Connections": "Anschlüsse"}


def import_recording(store: str, *, drawn: Path, work: Path) -> None:
    """Lay out the recording with its drawn pictures below `work`, and import it into the active store."""
    wanted = recorded_drawings(store)
    draw_all(wanted.values(), drawn)
    shutil.copytree(recording_folder(store) / "webservice", work / "webservice", dirs_exist_ok=True)
    for place, drawing in wanted.items():
        target = work / "images" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing.path(drawn), target)
    import_shop(source=RecordingSource(work / "webservice"))
    with quiet_shelf():
        arrange_attributes()
    rebuild_shelf()


def arrange_attributes() -> None:
    """Group the imported attributes, and choose those that cards show."""
    for attribute in Attribute.objects.all():
        name = attribute.labels.get("en", "").lower()
        group = next((title for title, words in GROUPS.items() if any(word in name for word in words)), "")
        attribute.group = {"en": group, "de": GERMAN[group]} if group else {}
        attribute.listed = name in LISTED
        attribute.save()
