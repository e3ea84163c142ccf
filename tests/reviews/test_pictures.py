"""Pictures of shoppers: real ones are drawn anew, everything else is refused and leaves nothing."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as PillowImage

from commerce.reviews.models import Review, ReviewPicture
from commerce.reviews.pictures import COLLECTION, MAX_BYTES, SIDE
from sites.content.images import MAX_PIXELS, StoreImage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.content.test_uploads import bomb
from tests.reviews.talk import WORDS, fill, patient, photo, product_of, shown

pytestmark = pytest.mark.usefixtures("made_pictures")


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)


def stored() -> set[Path]:
    """Pictures of reviews below the media folder, which other runs may use as well."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("review-*") if path.is_file()}


def send(client: Client, product_id: int, *files: tuple[str, bytes]) -> object:
    """Write a review with these pictures."""
    pictures = [SimpleUploadedFile(name, content, "image/jpeg") for name, content in files]
    return fill(client, f"/reviews/{product_id}/new/", stars="5", text=WORDS, author_name="Ann", pictures=pictures)


def test_a_picture_loses_camera_and_place_stands_upright_and_stays_in_its_store(
    acme: Store, bolt: Store, at_acme: Client
) -> None:
    item = product_of(acme)
    original = photo(3000, 2000)
    assert b"SecretCamera" in original
    assert send(at_acme, item.pk, ("../../holiday.jpg", original), ("b.png", photo(kind="PNG"))).status_code == 302  # type: ignore[attr-defined]
    with in_store(acme):
        first, second = (row.image for row in ReviewPicture.objects.all())
        kept = first.file.open().read()
        assert b"SecretCamera" not in kept and b"Exif" not in kept
        with PillowImage.open(io.BytesIO(kept)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (SIDE * 2 // 3, SIDE)) or picture.size[0] < picture.size[
                1
            ] <= SIDE
            assert not picture.getexif()
        assert acme.code in first.file.name and "holiday" not in first.file.name
        assert first.collection.name == COLLECTION == second.collection.name
        review = Review.objects.get()
    with in_store(bolt):
        assert not StoreImage.objects.exists()
    path = first.file.path
    with in_store(acme):
        review.delete()
        assert not StoreImage.objects.exists()
    assert not Path(path).exists()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("large.jpg", lambda: photo() + b"\0" * MAX_BYTES, "8 MB"),
        ("text.jpg", lambda: b"This is a letter.", "not a picture"),
        ("page.jpg", lambda: b"<html><script>alert(1)</script></html>", "not a picture"),
        ("evil.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a picture"),
        ("moving.jpg", lambda: photo(kind="GIF"), "not a picture"),
        ("fax.jpg", lambda: photo(kind="TIFF"), "not a picture"),
        ("bomb.png", lambda: bomb(20_000, 20_000), "40 megapixels"),
        ("huge-bomb.png", lambda: bomb(60_000, 60_000), "40 megapixels"),
        ("wide.png", lambda: bomb(8_000, MAX_PIXELS // 8_000 + 1), "40 megapixels"),
        ("cut-off.png", lambda: bomb(100, 100), "not a picture"),
        ("half.jpg", lambda: photo(400, 400)[:700], "not a picture"),
        ("empty.jpg", lambda: b"", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_not_taken_is_explained_leaves_nothing_and_keeps_the_words(
    acme: Store, at_acme: Client, name: str, content: object, word: str
) -> None:
    item = product_of(acme)
    before = stored()
    answer = send(at_acme, item.pk, (name, content()))  # type: ignore[operator]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert word in page
    assert WORDS in page and 'value="5" checked' in page
    assert "choose your pictures again" in page
    assert stored() == before
    with in_store(acme):
        assert not StoreImage.objects.exists() and not Review.objects.exists()


def test_four_at_most(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    answer = send(at_acme, item.pk, *[(f"{number}.jpg", photo()) for number in range(5)])
    assert answer.status_code == 422 and "four pictures at most" in answer.content.decode()  # type: ignore[attr-defined]
    assert send(at_acme, item.pk, *[(f"{number}.jpg", photo()) for number in range(4)]).status_code == 302  # type: ignore[attr-defined]


def test_pictures_of_a_page_are_read_together(acme: Store, at_acme: Client, django_assert_max_num_queries: object) -> None:
    from commerce.reviews.pictures import clean_picture
    from commerce.reviews.selectors import review_section

    item = product_of(acme)
    with in_store(acme):
        clean = clean_picture(SimpleUploadedFile("a.jpg", photo()))
        for number in range(4):
            shown(item, text=f"Review number {number} of this product", pictures=[clean, clean])
        review_section(item.pk, "en")
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            section = review_section(item.pk, "en")
        assert section is not None
        assert [len(review.pictures) for review in section.reviews] == [2, 2, 2, 2]
