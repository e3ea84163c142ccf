"""The demo stores' data: what they sell, what they say and what is drawn for it. Files in, frozen values out; no Django.

The first store's catalogue is a recording of a webservice, read by `legacy_import`; the others have a catalogue file.
"""

from __future__ import annotations

from pathlib import Path

from sites.provisioning.demo.data_catalogue import DemoCatalogue, DemoPictures
from sites.provisioning.demo.data_pages import DemoPages
from sites.provisioning.demo.data_reading import DemoDataError, built, read_toml
from sites.provisioning.demo.data_showcase import DemoShowcase
from sites.provisioning.demo.data_talk import DemoTalk

__all__ = [
    "LANGUAGES",
    "DemoCatalogue",
    "DemoDataError",
    "DemoPages",
    "DemoPictures",
    "DemoShowcase",
    "DemoTalk",
    "load_catalogue",
    "load_pages",
    "load_pictures",
    "load_showcase",
    "load_talk",
    "recording_folder",
]

HERE = Path(__file__).parent
LANGUAGES = {"connected-things": ("en", "de"), "trolleypusha": ("en", "af"), "trolleypusha-music": ("en",)}
"""The languages of each demo store, its default first."""


def load_catalogue(store: str) -> DemoCatalogue:
    """What the store sells. Raises DemoDataError for a store that has no catalogue file."""
    return built(DemoCatalogue, read_toml(HERE / "catalogues" / f"{store}.toml"), store)


def load_pages(store: str) -> DemoPages:
    """What the store says."""
    return built(DemoPages, read_toml(HERE / "pages" / f"{store}.toml"), store)


def load_talk(store: str) -> DemoTalk:
    """What people say in the store, and about its brands."""
    return built(DemoTalk, read_toml(HERE / "talk" / f"{store}.toml"), f"{store} talk")


def load_showcase(store: str) -> DemoShowcase:
    """What its product pages show besides the usual."""
    return built(DemoShowcase, read_toml(HERE / "showcase" / f"{store}.toml"), f"{store} showcase")


def recording_folder(store: str) -> Path:
    """The folder of the store's recorded webservice, for `RecordingSource`."""
    folder = HERE / "recordings" / store
    if not (folder / "webservice" / "full").is_dir():
        raise DemoDataError(f"There is no recording of {store}.")
    return folder


def load_pictures(store: str) -> DemoPictures:
    """What is drawn for the pictures of the store's recording."""
    return built(DemoPictures, read_toml(recording_folder(store) / "pictures.toml"), f"{store} pictures")
