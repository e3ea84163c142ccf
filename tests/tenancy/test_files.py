"""A file's name says whose it is, wherever it is touched from."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client

from sites.content.images import StoreDocument, StoreImage, StoreRendition
from sites.tenants.context import NoStore, in_store, on_platform
from sites.tenants.models import Store
from sites.tenants.storage import store_prefix
from tests.tenancy.pictures import picture


def on_disk(name: str) -> Path:
    """Where a file of that name is."""
    return Path(settings.MEDIA_ROOT) / name


def test_each_process_of_a_test_run_has_files_of_its_own() -> None:
    # It deletes them when it ends; another run may be at work in this folder.
    assert Path(settings.MEDIA_ROOT).name.endswith(f"-{os.getpid()}")


@pytest.fixture
def same_name(acme: Store, bolt: Store) -> dict[str, str]:
    """A picture of the same file name and key in both stores; its name in the database by schema."""
    names = {}
    for store, colour in ((acme, "red"), (bolt, "blue")):
        with in_store(store):
            names[store.schema_name] = picture("same", colour=colour, pk=900).file.name
    return names


def test_the_name_in_the_database_begins_with_the_store_id(acme: Store, bolt: Store, same_name: dict[str, str]) -> None:
    assert same_name["acme"].startswith(f"t/{acme.code}/")
    assert same_name["bolt"].startswith(f"t/{bolt.code}/")
    assert on_disk(same_name["acme"]).read_bytes() != on_disk(same_name["bolt"]).read_bytes()


def test_one_store_cannot_touch_a_file_of_the_other(bolt: Store, same_name: dict[str, str]) -> None:
    with in_store(bolt):
        for touch in (default_storage.open, default_storage.url, default_storage.exists, default_storage.size):
            with pytest.raises(SuspiciousFileOperation):
                touch(same_name["acme"])


@pytest.mark.parametrize("way", ["t/{bolt}/../{acme}", "t/{bolt}/original_images/../../{acme}"])
def test_a_name_that_climbs_out_of_its_store_is_refused(acme: Store, bolt: Store, same_name: dict[str, str], way: str) -> None:
    name = same_name["acme"].replace(f"t/{acme.code}", way.format(acme=acme.code, bolt=bolt.code))
    with in_store(bolt):
        with pytest.raises(SuspiciousFileOperation):
            default_storage.open(name)
        with pytest.raises(SuspiciousFileOperation):
            default_storage.save(name, ContentFile(b"overwritten"))


def test_saving_under_the_others_prefix_stays_at_home(acme: Store, bolt: Store, same_name: dict[str, str]) -> None:
    with in_store(bolt):
        name = default_storage.save(same_name["acme"], ContentFile(b"bolt"))
    assert name.startswith(store_prefix(bolt.code))
    assert on_disk(same_name["acme"]).read_bytes() != b"bolt"


def test_nothing_is_saved_without_a_store(db: None) -> None:
    with pytest.raises(NoStore):
        default_storage.save("stray.txt", ContentFile(b"stray"))
    assert not on_disk("stray.txt").exists()


@pytest.mark.parametrize("where", ["acme", "bolt", "platform"])
def test_deleting_from_anywhere_removes_the_file_that_was_meant(
    acme: Store, bolt: Store, same_name: dict[str, str], where: str
) -> None:
    with in_store(acme):
        file = StoreImage.objects.get(pk=900).file
    with in_store(bolt) if where == "bolt" else in_store(acme) if where == "acme" else on_platform():
        file.storage.delete(file.name)
    assert not on_disk(same_name["acme"]).exists()
    assert on_disk(same_name["bolt"]).exists()


@pytest.mark.parametrize("model", [StoreImage, StoreDocument])
def test_deleting_a_row_deletes_its_own_stores_file(acme: Store, bolt: Store, model: type) -> None:
    names = {}
    for store in (acme, bolt):
        with in_store(store):
            row = model(title="same", pk=901)
            if model is StoreImage:
                row = picture("same", pk=901)
            else:
                row.file.save("same.pdf", ContentFile(store.schema_name.encode()))
            names[store.schema_name] = row.file.name
    with in_store(acme), transaction.atomic():
        model.objects.get(pk=901).delete()
    assert not on_disk(names["acme"]).exists()
    assert on_disk(names["bolt"]).exists()


def test_renditions_of_equal_pictures_are_each_stores_own(acme: Store, bolt: Store) -> None:
    urls = {}
    for store in (acme, bolt):
        with in_store(store):
            rendition = picture("same", pk=902).get_rendition("width-10")
            urls[store.schema_name] = rendition.url
            assert StoreRendition.objects.get().url == rendition.url
    assert f"/t/{acme.code}/" in urls["acme"]
    assert f"/t/{bolt.code}/" in urls["bolt"]


def test_the_platform_may_open_any_stores_file_because_it_writes_archives(same_name: dict[str, str]) -> None:
    with on_platform(), default_storage.open(same_name["acme"]) as file:
        assert file.read(4) == b"\x89PNG"


def test_media_of_one_store_is_not_served_by_the_other(same_name: dict[str, str], at_acme: Client, at_bolt: Client) -> None:
    own, foreign = at_acme.get(f"/media/{same_name['acme']}"), at_bolt.get(f"/media/{same_name['acme']}")
    assert own.status_code == 200
    assert b"".join(own.streaming_content)[:4] == b"\x89PNG"  # type: ignore[arg-type]
    assert own["X-Content-Type-Options"] == "nosniff"
    assert foreign.status_code == 404


@pytest.mark.parametrize(
    "tail", ["t/{bolt}/../{acme}/{rest}", "t/{bolt}/%2e%2e/{acme}/{rest}", "t//{acme}/{rest}", "t/{acme}/", "", "../secret_key"]
)
def test_no_spelling_of_the_address_reaches_the_others_media(
    acme: Store, bolt: Store, same_name: dict[str, str], at_bolt: Client, tail: str
) -> None:
    rest = same_name["acme"].removeprefix(f"t/{acme.code}/")
    assert at_bolt.get("/media/" + tail.format(acme=acme.code, bolt=bolt.code, rest=rest)).status_code in (404, 301, 302)


def test_documents_are_served_by_their_own_view_alone(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store in (acme, bolt):
        with in_store(store):
            document = StoreDocument(title="same", pk=903)
            document.file.save("same.html", ContentFile(f"{store.schema_name}-secret".encode()))
    with in_store(acme):
        document = StoreDocument.objects.get(pk=903)
        url, name = document.url, document.file.name
    assert at_acme.get(f"/media/{name}").status_code == 404
    for client, text in ((at_acme, b"acme-secret"), (at_bolt, b"bolt-secret")):
        answer = client.get(url)
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content) == text  # type: ignore[arg-type]
            assert answer["Content-Disposition"].startswith("attachment")
    assert at_acme.get(url).status_code == 200
