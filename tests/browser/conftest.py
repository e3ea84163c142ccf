"""One server and one browser for all browser tests.

They run in a process of their own (`make test`): Playwright keeps an event loop, in which Django refuses the database.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.brands import BRANDS
from tests.browser.chromium import chromium, chromium_path
from tests.browser.windows import Windows, open_window

PATIENCE = 300


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the tests skip without one, unless UPLINK_BROWSER=required."""
    if chromium_path() is None:
        if os.environ.get("UPLINK_BROWSER") == "required":
            pytest.fail("No Chromium is installed: apt-get install chromium, or set CHROMIUM.")
        pytest.skip("No Chromium is installed: apt-get install chromium, or set CHROMIUM.")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def port(browser: Browser) -> Iterator[int]:
    """The port of the served demo stores."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    log = Path(os.environ.get("UPLINK_VAR", "var")) / "log" / "browser-server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.serve", str(number)], stdout=output, stderr=subprocess.STDOUT, env=environment
        )
    try:
        wait_for(number, server, log)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(number: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the stores answer."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"The server ended: {log.read_text()[-3000:]}")
        try:
            request = urllib.request.Request(
                f"http://127.0.0.1:{number}/healthz", headers={"Host": "connected-things.localhost"}
            )
            urllib.request.urlopen(request, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The server did not answer: {log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows that all tests share."""
    return Windows(browser)


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    """The window of a desktop, with nobody's cookies; an error in a page's scripts fails the test."""
    with windows.lend("desktop") as lent:
        yield lent


@pytest.fixture
def stranger(windows: Windows) -> Iterator[Page]:
    """The window of somebody else, at the same time."""
    with windows.lend("stranger") as lent:
        yield lent


@pytest.fixture
def phone(windows: Windows) -> Iterator[Page]:
    """The window of a phone, to be touched."""
    with windows.lend("phone") as lent:
        yield lent


@pytest.fixture
def plain(windows: Windows) -> Iterator[Page]:
    """A window without JavaScript."""
    with windows.lend("plain") as lent:
        yield lent


@pytest.fixture
def first_visit(browser: Browser) -> Iterator[Page]:
    """A new window, which has no picture of any shop yet."""
    window = open_window(browser)
    yield window
    window.context.close()


@pytest.fixture(params=BRANDS)
def shop(request: pytest.FixtureRequest, port: int) -> str:
    """The address of a demo store: each brand in turn."""
    return f"http://{request.param}.localhost:{port}"
