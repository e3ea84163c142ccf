"""Pictures that editors upload: too large, not a picture, or a bomb is said so, and nothing is kept."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sites.content.images import MAX_PIXELS, StoreImage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.backoffice.staff import PASSWORD, png, staff

ADD = "/admin/images/multiple/add/"


@pytest.fixture
def editor(acme: Store) -> Client:
    """Somebody who may add pictures."""
    with in_store(acme):
        boss = User.objects.create_superuser("boss@staff.test", PASSWORD)
    client = Client(headers={"host": "acme.test"})
    with in_store(acme):
        client.force_login(boss)
    return client


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def stored() -> set[Path]:
    """Files below the media folder."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def upload(client: Client, name: str, content: bytes) -> tuple[bool, str]:
    """Upload a file in the multi-upload screen: whether it was taken, and what was said."""
    response = client.post(
        ADD,
        {"title": name, "files[]": SimpleUploadedFile(name, content), "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    answer = response.json()
    return answer["success"], answer.get("error_message", "")


def too_large() -> bytes:
    """60 MB that begin as a picture."""
    target = io.BytesIO(png())
    target.seek(0, io.SEEK_END)
    target.write(b"\0" * 60 * 1024 * 1024)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("large.png", too_large, "too big"),
        ("text.png", lambda: b"This is a letter, not a picture.", "valid image"),
        ("text.txt", lambda: b"This is a letter, not a picture.", "valid image"),
        ("picture.exe", png, "Not a supported image format"),
        ("picture.jpg", png, "does not match the file format"),
        ("evil.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "Not a supported image format"),
        ("empty.png", lambda: b"", "empty"),
        ("bomb.png", lambda: bomb(20_000, 20_000), "megapixels"),
        ("huge-bomb.png", lambda: bomb(60_000, 60_000), "megapixels"),
        ("cut-off.png", lambda: bomb(100, 100), "damaged"),
        ("wide.png", lambda: bomb(8_000, MAX_PIXELS // 8_000 + 1), "megapixels"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_is_not_taken_is_explained_and_leaves_nothing(
    acme: Store, editor: Client, name: str, content: object, word: str
) -> None:
    before = stored()
    taken, said = upload(editor, name, content())  # type: ignore[operator]
    assert not taken
    assert len(said) > 10
    assert word in said, said
    assert stored() == before
    with in_store(acme):
        assert not StoreImage.objects.exists()


def test_a_picture_is_taken_and_kept_under_its_store(acme: Store, bolt: Store, editor: Client) -> None:
    taken, _said = upload(editor, "sensor.png", png())
    assert taken
    with in_store(acme):
        assert acme.code in StoreImage.objects.get().file.name
    with in_store(bolt):
        assert not StoreImage.objects.exists()


@pytest.mark.parametrize("role", ["Owner", "Editor", "Merchandiser"])
def test_those_who_write_may_upload(acme: Store, role: str) -> None:
    assert upload(staff(acme, role), "sensor.png", png())[0]


def test_a_shopper_cannot_upload(at_acme: Client, acme: Store) -> None:
    assert at_acme.post(ADD, {"files[]": SimpleUploadedFile("a.png", png())}).status_code in {302, 403}
