"""Every demo picture draws, draws the same each time, and shows something."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from sites.provisioning.demo import illustrations

SMALL = (80, 80)
BRANDS = ("connected-things", "trolleypusha", "trolleypusha-music")
CATEGORIES = "sensors gateways trackers accessories pantry fresh drinks home cleaning braai strings drums keys audio wind"
SCENES = "greenhouse office warehouse braai kitchen stage"


@cache
def small(subject: str) -> Image.Image:
    return illustrations.draw(subject, size=SMALL)


def colours_in(image: Image.Image) -> int:
    return len(image.convert("RGB").getcolors(image.width * image.height) or ())


@pytest.mark.parametrize("subject", illustrations.subjects())
def test_a_subject_fills_its_picture_and_draws_the_same_twice(subject: str) -> None:
    image = small(subject)
    assert (image.size, image.mode) == (SMALL, "RGB")
    assert colours_in(image) > 300
    assert image.tobytes() == illustrations.draw(subject, size=SMALL).tobytes()


@pytest.mark.parametrize("subject", ["gateway-outdoor", "coffee", "violin", "scene-office"])
@pytest.mark.parametrize("palette", ["signal", "warm", "stage"])
def test_three_views_are_three_pictures(subject: str, palette: str) -> None:
    views = {illustrations.draw(subject, size=SMALL, palette=palette, view=view).tobytes() for view in range(3)}
    assert len(views) == 3


def test_no_two_subjects_look_the_same() -> None:
    pictures = {small(subject).tobytes() for subject in illustrations.subjects()}
    assert len(pictures) == len(illustrations.subjects())


def test_every_category_and_scene_is_there() -> None:
    wanted = {f"category-{name}" for name in CATEGORIES.split()} | {f"scene-{name}" for name in SCENES.split()}
    assert wanted <= set(illustrations.subjects())


@pytest.mark.parametrize("size", [(160, 90), (90, 160)])
def test_a_picture_fills_any_shape_to_its_corners(size: tuple[int, int]) -> None:
    for subject in ("honey", "scene-kitchen"):
        image = illustrations.draw(subject, size=size, palette="warm")
        corners = [image.getpixel((x, y)) for x in (0, size[0] - 1) for y in (0, size[1] - 1)]
        assert (255, 255, 255) not in corners


def test_an_unknown_subject_is_named_in_the_refusal() -> None:
    with pytest.raises(KeyError, match="Nothing draws 'unicorn'"):
        illustrations.draw("unicorn")


def test_an_unknown_palette_or_brand_says_which_exist() -> None:
    with pytest.raises(KeyError, match="signal, stage, warm"):
        illustrations.draw("bread", palette="grey")
    with pytest.raises(KeyError, match="connected-things, trolleypusha"):
        illustrations.logo("acme")


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("on_dark", [False, True])
def test_a_logo_is_transparent_and_trimmed(brand: str, on_dark: bool) -> None:
    image = illustrations.logo(brand, height=80, on_dark=on_dark)
    opacity = image.getchannel("A")
    assert opacity.getextrema() == (0, 255)
    assert opacity.getbbox() == (0, 0, *image.size)
    assert image.width > 3 * image.height


@pytest.mark.parametrize("brand", BRANDS)
def test_a_favicon_is_a_square_with_round_corners(brand: str) -> None:
    image = illustrations.favicon(brand)
    assert image.size == (256, 256)
    assert [image.getchannel("A").getpixel(place) for place in ((0, 0), (128, 20))] == [0, 255]


@pytest.mark.parametrize("brand", BRANDS)
def test_the_heroes_of_a_brand_differ_and_start_over(brand: str) -> None:
    first, second, third, again = (illustrations.hero(brand, size=(192, 90), variant=variant) for variant in range(4))
    assert len({first.tobytes(), second.tobytes(), third.tobytes()}) == 3
    assert again.tobytes() == first.tobytes()
    assert min(colours_in(image) for image in (first, second, third)) > 300


def test_pictures_become_files() -> None:
    image = illustrations.draw("apples", size=SMALL, palette="warm")
    assert Image.open(BytesIO(illustrations.as_jpeg(image))).format == "JPEG"
    reread = Image.open(BytesIO(illustrations.as_png(image)))
    assert (reread.format, reread.tobytes()) == ("PNG", image.tobytes())
    assert illustrations.as_jpeg(image) == illustrations.as_jpeg(image)
