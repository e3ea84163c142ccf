"""The system's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# The list that comes last counts, so what Playwright switches off stands here too. What the address bar would show comes from
# a page of its own, loaded for every window: longer work than a page of a shop.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "IsolateOrigins",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    "site-per-process",
)
# One process for the pages of all shops, which trust each other here: it is warm when the next page comes. What is drawn is drawn
# once, when the page is ready.
FEW_PROCESSES = (
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--disable-checker-imaging",
    "--disable-partial-raster",
    # Scripts of a page run once here: making them quick takes longer than they do.
    "--js-flags=--max-optimized-bytecode-size=0 --no-maglev",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
    *FEW_PROCESSES,
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


# The first is the same without windows, tabs and an address bar that nobody looks at: a seventh less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str | None:
    """Where Chromium is; None where it is not installed."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
