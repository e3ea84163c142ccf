"""The three demo stores: what is asked for of each, and how it is filled."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction

from commerce.shipping.models import ShippingMethod
from commerce.storefront.links import active_locale_id
from commerce.storefront.shelf.pictures import make_pictures
from commerce.storefront.shelf.read import PAGE_SIZE, shelf
from commerce.storefront.shelf.rebuild import shelve
from sites.content.indexing import indexed_once
from sites.provisioning.create import create_store
from sites.provisioning.demo.apply.brands import write_brand_pages
from sites.provisioning.demo.apply.catalogue import fill_catalogue
from sites.provisioning.demo.apply.drawing import draw_all
from sites.provisioning.demo.apply.links import categories_by_slug
from sites.provisioning.demo.apply.menus import link_brands
from sites.provisioning.demo.apply.orders import write_orders
from sites.provisioning.demo.apply.pages import PageWriter, drop_unwritten
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.apply.recording import import_recording
from sites.provisioning.demo.apply.showcase import show_more
from sites.provisioning.demo.apply.talk import mention_products, write_talk
from sites.provisioning.demo.data import LANGUAGES, load_catalogue, load_pages, load_showcase, load_talk
from sites.provisioning.demo.wanted import PALETTES, RECORDED, wanted_drawings
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.migrate import database_url
from sites.provisioning.order import StoreOrder
from sites.provisioning.progress import Tell
from sites.tenants.context import in_store
from sites.tenants.models import Store

logger = logging.getLogger(__name__)
FILLED = "demo"
# Goes up when a demo store that is there already shall get something new.
WORDS_MARK = "5"


@dataclass(frozen=True, slots=True)
class DemoStore:
    """One demo store. `shipping` and `free_from` are in its currency, on the basis of its prices."""

    key: str
    name: str
    theme: str
    country: str
    currency: str
    prices: str
    shipping: Decimal
    free_from: Decimal

    @property
    def order(self) -> StoreOrder:
        """What `create_store` is asked for."""
        default, *further = LANGUAGES[self.key]
        return StoreOrder(
            name=self.name,
            domain=f"{self.key}.localhost",
            theme=self.theme,
            country=self.country,
            currency=self.currency,
            default_language=default,
            languages=tuple(further),
            owner_email=f"owner@{self.key}.example",
            tax_display=self.prices,
        )


STORES = (
    DemoStore(
        "connected-things", "Connected Things", "connected-things", "GB", "GBP", "excluded",
        Decimal("7.50"), Decimal(150),
    ),
    DemoStore("trolleypusha", "TrolleyPusha", "trolleypusha", "ZA", "ZAR", "included", Decimal(65), Decimal(750)),
    DemoStore("trolleypusha-music", "TrolleyPusha Music", "trolleypusha", "ZA", "ZAR", "included", Decimal(120), Decimal(2500)),
)  # fmt: skip


def ensure_demo_stores(*, tell: Tell) -> list[Store]:
    """Demo stores, made and filled where they are not: the first here, the others meanwhile in a process of their own. A store that
    was left half filled is made anew.
    """
    first, *others = STORES
    draw_everything(tell)
    with beside(others):
        ensure_demo_store(first, tell=tell)
    # What the other process could not do is done here, where its error is heard.
    return [ensure_demo_store(demo, tell=tell) for demo in STORES]


@contextmanager
def beside(stores: Sequence[DemoStore]) -> Iterator[None]:
    """Make those of these stores that are not there yet, in a process of their own, while the block runs."""
    missing = [demo.key for demo in stores if demo.order.schema_name not in filled()]
    if not missing:
        yield
        return
    command = [sys.executable, "manage.py", "demo", "--store", *missing]
    process = subprocess.Popen(command, cwd=settings.ROOT, env={**os.environ, "DATABASE_URL": database_url()})  # noqa: S603 - ours
    try:
        yield
        process.wait()
    finally:
        process.terminate()
        process.wait()


def filled() -> set[str]:
    """The schemas of the demo stores that are filled."""
    return set(Store.objects.filter(steps_done__contains=FILLED).values_list("schema_name", flat=True))


def ensure_demo_store(demo: DemoStore, *, tell: Tell) -> Store:
    """One demo store."""
    store = Store.objects.filter(schema_name=demo.order.schema_name).first()
    if store and FILLED in store.steps_done:
        return refreshed(store, demo, tell=tell)
    if store:
        Store.objects.filter(pk=store.pk).update(status=Store.Status.FAILED)
        delete_store(store=Store.objects.get(pk=store.pk), confirmed=store.name)
    tell(f"Making {demo.name} …")
    store = create_store(order=demo.order, invite=False)
    with in_store(store), indexed_once():
        fill(demo)
    store.steps_done = [*store.steps_done, FILLED]
    store.upkeep_done = {**store.upkeep_done, FILLED: WORDS_MARK}
    store.save(update_fields=["steps_done", "upkeep_done"])
    return Store.objects.get(pk=store.pk)


def refreshed(store: Store, demo: DemoStore, *, tell: Tell) -> Store:
    """A demo store of an older version gets what it lacks: brand pages, reviews, questions, one page of company details,
    all that its product pages can show, and the orders from which it is told what is bought together.
    """
    if store.upkeep_done.get(FILLED) == WORDS_MARK:
        return store
    tell(f"Adding to {demo.name} …")
    try:
        with in_store(store), transaction.atomic():
            add_new(demo)
    except Exception:
        # It was changed by hand in a way that nobody foresaw: it is a shop all the same.
        logger.exception("%s stays as it is", demo.name)
        return store
    store.upkeep_done = {**store.upkeep_done, FILLED: WORDS_MARK}
    store.save(update_fields=["upkeep_done"])
    return store


def add_new(demo: DemoStore) -> None:
    """What demo stores of before lack. Each part looks first."""
    talk = load_talk(demo.key)
    drop_unwritten()
    write_brand_pages(talk.brands)
    link_brands()
    mention_products(talk)
    write_talk(talk)
    showcase = load_showcase(demo.key)
    show_more(showcase, categories_by_slug(), Pictures(folder(), PALETTES[demo.key]))
    write_orders(showcase.orders)


def fill(demo: DemoStore) -> None:
    """Catalogue, pages, delivery; and the pictures of the first listing, so that the first shopper does not wait."""
    pictures = Pictures(folder(), PALETTES[demo.key])
    if demo.key in RECORDED:
        import_recording(demo.key, drawn=folder(), work=folder().parent / demo.key)
        categories = categories_by_slug()
    else:
        categories = fill_catalogue(load_catalogue(demo.key), pictures)
    PageWriter(demo.key, load_pages(demo.key), pictures, categories).write()
    ShippingMethod.objects.filter(code="standard").update(amount=demo.shipping, free_from=demo.free_from)
    add_new(demo)
    first = list(shelf(locale_id=active_locale_id())[:PAGE_SIZE])
    make_pictures(item.picture_id for item in first if item.picture_id)
    shelve([item.product_id for item in first], draw=False)


def draw_everything(tell: Tell) -> None:
    """Draw what those of the three need that are not filled yet, two at a time; drawings are kept."""
    there = filled()
    wanted = [drawing for demo in STORES if demo.order.schema_name not in there for drawing in wanted_drawings(demo.key)]
    if wanted:
        tell("Drawing the demo stores' pictures …")
        draw_all(wanted, folder())


def folder() -> Path:
    """Where drawn pictures are kept."""
    return Path(settings.DEMO_PICTURES)
