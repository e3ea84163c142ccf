"""Which pictures the demo stores need. No Django: they are drawn while the database is made."""

from sites.provisioning.demo.apply.drawing import Drawing, in_colour
from sites.provisioning.demo.data import load_catalogue, load_pictures, load_showcase

PALETTES = {"connected-things": "signal", "trolleypusha": "warm", "trolleypusha-music": "stage"}
RECORDED = ("connected-things",)
HEROES = 2


def wanted_drawings(store: str) -> list[Drawing]:
    """What is drawn for a store before it is filled."""
    palette = PALETTES[store]
    heroes = [Drawing("hero", store, palette, variant) for variant in range(HEROES)]
    shown = [Drawing("subject", one.subject, palette, view) for one in load_showcase(store).products for view in one.views]
    if store in RECORDED:
        return [*heroes, *shown, *recorded_drawings(store).values()]
    data = load_catalogue(store)
    products = [Drawing("subject", product.subject, palette, view) for product in data.products for view in product.views]
    return [*heroes, *shown, *products, *(Drawing("subject", category.subject, palette) for category in data.categories)]


def recorded_drawings(store: str) -> dict[str, Drawing]:
    """What is drawn for a recording: path below the old shop's /img/ -> drawing."""
    pictures, palette = load_pictures(store), PALETTES[store]
    found = {
        f"p/{'/'.join(str(picture.image))}/{picture.image}.jpg": Drawing(
            "subject", picture.subject, in_colour(palette, picture.colour), picture.view
        )
        for picture in pictures.products
    }
    found |= {f"c/{picture.id}.jpg": Drawing("subject", picture.subject, palette) for picture in pictures.categories}
    return found | {f"m/{picture.id}.jpg": Drawing("subject", picture.subject, palette) for picture in pictures.manufacturers}
