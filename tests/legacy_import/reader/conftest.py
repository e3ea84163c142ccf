"""A shop made of text, and the way to the recorded shops.

The recorded shops are test data that is kept outside the project. Tests that read them skip where they are absent.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from legacy_import.prestashop.live import LiveSource

KEY = "KEYKEYKEYKEYKEYKEYKEYKEYKEYKEY12"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">\n'
JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20


def document(content: str) -> bytes:
    return f"{HEAD}{content}\n</prestashop>\n".encode()


def listing(resource: str, records: list[str]) -> bytes:
    return document("\n".join([f"<{resource}>", *records, f"</{resource}>"]))


def row(tag: str, **fields: object) -> str:
    """A record as the webservice writes it. Text in languages is given as a mapping, an association as raw XML."""
    lines = [f"<{tag}>"]
    for name, value in fields.items():
        if name == "associations":
            lines.append(f"<associations>\n{value}\n</associations>")
        elif isinstance(value, dict):
            texts = "".join(f'<language id="{number}"><![CDATA[{text}]]></language>' for number, text in value.items())
            lines.append(f"\t<{name}>{texts}</{name}>")
        else:
            lines.append(f"\t<{name}><![CDATA[{value}]]></{name}>")
    return "\n".join([*lines, f"</{tag}>"])


def links(association: str, tag: str, ids: list[int]) -> str:
    inner = "\n".join(f"\t<{tag}>\n\t<id><![CDATA[{number}]]></id>\n\t</{tag}>" for number in ids)
    return f'<{association} nodeType="{tag}" api="{association}">\n{inner}\n</{association}>'


@dataclass
class FakeShop:
    """A webservice that can be told to misbehave. `rows` are records by resource and id."""

    rows: dict[str, dict[int, str]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    drops_authorization: bool = False
    without_rewriting: bool = False
    hidden: set[str] = field(default_factory=set)
    breaks: set[tuple[str, int]] = field(default_factory=set)
    slow_from: int | None = None
    before: Callable[[httpx.Request, int], httpx.Response | None] = lambda _request, _number: None
    requests: list[httpx.Request] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def source(self, **options: object) -> LiveSource:
        transport = httpx.MockTransport(self.answer)
        options = {"url": "https://shop.example", "key": KEY, **options}
        return LiveSource(transport=transport, sleep=self.waited.append, **options)  # type: ignore[arg-type]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        special = self.before(request, len(self.requests))
        if special is not None:
            return special
        path, asked = request.url.path, dict(request.url.params)
        if path.startswith("/img/"):
            found = self.pictures.get(path)
            return httpx.Response(200, content=found) if found else httpx.Response(404, html="<html>gone</html>")
        if self.without_rewriting:
            if path != "/webservice/dispatcher.php":
                return httpx.Response(404, html="<!DOCTYPE html><html>not found</html>")
            path = f"/api/{asked.get('url', '')}"
        if not path.startswith("/api/"):
            return httpx.Response(404, html="<!DOCTYPE html><html>not found</html>")
        if not self._allowed(request, asked):
            return httpx.Response(401, text="401 Unauthorized")
        return self._service(path.removeprefix("/api/"), asked)

    def _allowed(self, request: httpx.Request, asked: dict[str, str]) -> bool:
        basic = "Basic " + b64encode(f"{KEY}:".encode()).decode()
        by_header = request.headers.get("authorization") == basic and not self.drops_authorization
        return by_header or asked.get("ws_key") == KEY

    def _service(self, path: str, asked: dict[str, str]) -> httpx.Response:
        if not path:
            listed = "".join(f'<{name} get="true"/>\n' for name in self.rows if name not in self.hidden)
            content = document(f'<api shopName="Fake">\n{listed}</api>')
            return httpx.Response(200, content=content, headers={"PSWS-Version": "8.2.1"})
        resource, *rest = path.split("/")
        if resource == "images":
            found = self.pictures.get(path)
            return httpx.Response(200, content=found) if found else httpx.Response(404)
        rows = self.rows.get(resource, {})
        if rest:
            found_row = rows.get(int(rest[0]))
            return httpx.Response(200, content=document(found_row)) if found_row else httpx.Response(404)
        ids = sorted(rows)
        if asked.get("display") != "full":
            tag = re.match(r"<(\w+)", next(iter(rows.values()), "<x"))
            return httpx.Response(200, content=listing(resource, [f'<{tag[1]} id="{i}"/>' for i in ids if tag]))
        offset, count = (int(part) for part in asked["limit"].split(","))
        page = ids[offset : offset + count]
        if any((resource, number) in self.breaks for number in page):
            return httpx.Response(500)
        if self.slow_from is not None and count >= self.slow_from:
            raise httpx.ReadTimeout("too slow")
        return httpx.Response(200, content=listing(resource, [rows[number] for number in page]))


@pytest.fixture
def shop() -> FakeShop:
    """Two hundred and fifty brands and nothing else."""
    brands = {n: row("manufacturer", id=n, name=f"Brand {n}", active=1) for n in range(1, 251)}
    return FakeShop(rows={"manufacturers": brands})


@pytest.fixture(scope="session")
def recorded() -> Path:
    """The folder of recorded shops, one folder per version."""
    chosen = os.environ.get("UPLINK_SHARED")
    shared = Path(chosen) if chosen else Path(__file__).resolve().parents[3].parent / "shared"
    folder = shared / "data" / "prestashop"
    if not folder.is_dir():
        pytest.skip("The recorded PrestaShop shops are not here: point UPLINK_SHARED to the folder that holds data/prestashop.")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a recording: folder(products=[row, …]) or folder(products=b"raw bytes")."""

    def write(**resources: list[str] | bytes) -> Path:
        (tmp_path / "full").mkdir(exist_ok=True)
        for resource, content in resources.items():
            body = content if isinstance(content, bytes) else listing(resource, content)
            (tmp_path / "full" / f"{resource}.xml").write_bytes(body)
        return tmp_path

    return write


@pytest.fixture(autouse=True)
def no_key_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does, the key must not reach a log."""
    caplog.set_level("DEBUG")
    yield
    assert KEY not in caplog.text


@pytest.fixture
def xml() -> object:
    """The writers of XML, for tests that need only them."""

    class Writers:
        row = staticmethod(row)
        links = staticmethod(links)
        listing = staticmethod(listing)
        document = staticmethod(document)
        key = KEY
        jpeg = JPEG

    return Writers
