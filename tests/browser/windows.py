"""Windows that are opened once and lent to one test after the other: opening one costs as much as a shop's page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Dialog, Page

from tests.browser.chromium import DESKTOP, PHONE

# How a kind of window differs from that of a desktop.
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "stranger": {},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "plain": {"java_script_enabled": False},
}


class Windows:
    """One window of each kind; each has cookies and pictures of its own."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.kept = browser, dict[str, Page]()

    @contextmanager
    def lend(self, kind: str) -> Iterator[Page]:
        """A window that remembers nobody. An error in the scripts of its pages fails the test."""
        if kind not in self.kept or self.kept[kind].is_closed():
            self.kept[kind] = open_window(self.browser, **KINDS[kind])
        page, errors = self.kept[kind], list[str]()

        def note(error: object) -> None:
            errors.append(str(error))

        page.set_viewport_size(KINDS[kind].get("viewport", DESKTOP))
        page.on("pageerror", note)
        try:
            yield page
        finally:
            page.remove_listener("pageerror", note)
            forget(page)
        assert errors == []


def open_window(browser: Browser, **kind: Any) -> Page:
    """A window whose cookies and pictures are its own. Nothing moves in it: what moves is drawn sixty times a second."""
    return browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **kind}).new_page()


def forget(page: Page) -> None:
    """Leave the page, also where it asks first; without cookies and what its scripts have written down, nobody knows the next who
    uses the window.
    """
    page.on("dialog", Dialog.accept)
    page.goto("about:blank")
    page.remove_listener("dialog", Dialog.accept)
    page.context.clear_cookies()
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    session.detach()
