"""Sizes of pictures are made in the background, never for a shopper; until then what there is is shown."""

from typing import Any

import pytest

from sites.content import pictures, renditions
from sites.content.images import StoreImage
from sites.content.pictures import CARD_WIDTHS, filters, picture_of, pictures_by_id
from sites.content.renditions import MODERN, USUAL, make_all, make_modern, make_renditions
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.pictures import image

pytestmark = pytest.mark.usefixtures("made_pictures")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is asked for instead of being made."""
    found: list[Any] = []
    monkeypatch.setattr(pictures, "ask_for", lambda ids, specs: found.append((list(ids), list(specs))))
    return found


def test_an_upload_has_its_usual_sizes_made(acme: Store) -> None:
    with in_store(acme):
        made = image()
        assert set(made.renditions.values_list("filter_spec", flat=True)) == {*USUAL}
        made.refresh_from_db()
        assert made.blur.startswith("data:image/webp;base64,")
        assert len(made.blur) < 400
        shown = picture_of(made, widths=CARD_WIDTHS)
        assert shown is not None
        assert (shown.width, shown.height, shown.avif) == (640, 457, "")
        assert shown.srcset.count(" ") == 3


def test_a_missing_size_is_asked_for_and_the_next_best_is_shown(acme: Store, asked: list[Any]) -> None:
    with in_store(acme):
        made = image(size=(1800, 900))
        made.renditions.filter(filter_spec="max-640x640|format-webp").delete()
        shown = picture_of(StoreImage.objects.get(pk=made.pk), widths=CARD_WIDTHS)
        assert shown is not None
        assert shown.width == 320
        assert asked == [([made.pk], filters(CARD_WIDTHS))]
        made.renditions.all().delete()
        asked.clear()
        shown = pictures_by_id([made.pk])[made.pk]
        assert (shown.width, shown.height, shown.srcset) == (1800, 900, "")
        assert shown.src == made.file.url
        assert len(asked) == 1
        assert not made.renditions.exists()
        made.file.storage.delete(made.file.name)
        assert pictures_by_id([made.pk]) == {}
        assert len(asked) == 1


def test_avif_is_made_when_there_is_time_and_shown_once_all_sizes_are(acme: Store) -> None:
    with in_store(acme):
        made = image()
        assert make_modern(most=5) == 1
        assert make_modern(most=5) == 0
        assert made.renditions.count() == len(USUAL) + len(MODERN)
        shown = picture_of(StoreImage.objects.get(pk=made.pk), widths=CARD_WIDTHS)
        assert shown is not None
        assert shown.avif.count(".avif") == 2
        made.renditions.filter(filter_spec=filters([320], kind="avif")[0]).delete()
        again = pictures_by_id([made.pk])[made.pk]
        assert again.avif == ""


def test_what_one_can_see_through_has_nothing_behind_it(acme: Store) -> None:
    with in_store(acme):
        made = image(mode="RGBA", colour=(10, 20, 30, 0))
        made.refresh_from_db()
        assert made.blur == "none"
        shown = picture_of(made)
        assert shown is not None
        assert shown.blur == ""


def test_the_focal_point_stays_in_sight(acme: Store) -> None:
    with in_store(acme):
        made = image(size=(1000, 500))
        made.focal_point_x, made.focal_point_y, made.focal_point_width, made.focal_point_height = 250, 100, 10, 10
        made.save()
        shown = picture_of(made)
        assert shown is not None
        assert shown.focus == "25% 20%"


def test_a_damaged_picture_is_passed_over(acme: Store) -> None:
    with in_store(acme):
        broken, good = image(), image()
        broken.renditions.all().delete()
        StoreImage.objects.update(blur="")
        with broken.file.storage.open(broken.file.name, "wb") as file:
            file.write(b"no picture")
        assert make_renditions([broken.pk, good.pk]) > 0
        assert make_modern(most=5) == 1
        assert make_modern(most=5) == 0


def test_everything_of_a_store_is_made_in_that_store_alone(acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "ask", lambda _ids, _specs: None)
    with in_store(bolt):
        theirs = image()
    with in_store(acme):
        mine = image()
        assert sum(make_all(modern=False)) == len(USUAL) + 1
        assert mine.renditions.count() == len(USUAL)
        assert sum(make_all(modern=False)) == 0
    with in_store(bolt):
        assert not theirs.renditions.exists()
