"""Every block of the body explains itself in the chooser: icon, label, description, and a preview in the store's theme."""

from typing import Any

import pytest
from django.template.loader import get_template
from wagtail.admin.icons import get_icons
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

from sites.content.blocks import BodyBlock
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import picture, staff
from tests.shop import category, sell

BLOCKS = dict(BodyBlock().child_blocks)


def each(block: Block, path: str) -> list[tuple[str, Block]]:
    """A block and every block inside it that is offered in a list of blocks."""
    inside: list[tuple[str, Block]] = [(path, block)]
    if isinstance(block, ListBlock):
        inside += each(block.child_block, f"{path}.item")[1:] if isinstance(block.child_block, StreamBlock) else []
    if isinstance(block, StructBlock | StreamBlock):
        for name, child in block.child_blocks.items():
            if isinstance(block, StreamBlock) or isinstance(child, ListBlock):
                inside += each(child, f"{path}.{name}") if isinstance(block, StreamBlock) else each(child, f"{path}.{name}")[1:]
    return inside


EVERY = [(path, block) for name, top in BLOCKS.items() for path, block in each(top, name)]


def test_the_body_has_the_fifteen_blocks_of_the_contract() -> None:
    assert set(BLOCKS) == {
        "rich_text", "heading", "quote", "faq", "table", "image", "gallery", "video", "columns", "call_to_action",
        "promotion_banner", "product_card", "product_row", "category_tiles", "trust_badges",
    }  # fmt: skip


@pytest.mark.parametrize(("path", "block"), EVERY, ids=[path for path, _block in EVERY])
def test_a_block_has_icon_label_description_group_and_template(acme: Store, bolt: Store, path: str, block: Any) -> None:
    assert block.meta.icon not in {"", "placeholder"}
    assert str(block.label)
    assert block.get_description()
    assert block.meta.group
    for store in (acme, bolt):
        with in_store(store):
            get_template(block.meta.template)


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("stocked", [False, True], ids=["empty shop", "stocked shop"])
def test_a_preview_shows_in_the_theme_of_the_store(acme: Store, bolt: Store, name: str, stocked: bool) -> None:
    for store, theme in ((acme, "connected-things"), (bolt, "trolleypusha")):
        if stocked:
            with in_store(store):
                picture()
                sell("LDS02", category=category("Sensors"))
        page = staff(store).get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix})
        assert page.status_code == 200
        text = page.content.decode()
        assert f"themes/{theme}/" in text
        assert f'class="block-{name}"' in text
        assert text.split(f'class="block-{name}"')[1].split("</body>")[0].count("<") > (2 if stocked else 1)


def test_a_preview_is_for_staff_only(acme: Store, at_acme: Any) -> None:
    assert at_acme.get("/admin/block-preview/", {"id": BLOCKS["heading"].definition_prefix}).status_code == 302


def test_a_preview_shows_this_stores_products_only(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        sell("LDS02", name="Door sensor")
    with in_store(bolt):
        sell("HAMMER", name="Claw hammer")
    previews = {"id": BLOCKS["product_row"].definition_prefix}
    mine, theirs = (staff(store).get("/admin/block-preview/", previews).content.decode() for store in (acme, bolt))
    assert ("Door sensor" in mine, "Claw hammer" in mine) == (True, False)
    assert ("Door sensor" in theirs, "Claw hammer" in theirs) == (False, True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("promotion_banner", ("Ten years on one battery", "See them")),
        ("image", ("A sensor in its place",)),
        ("gallery", ("Two",)),
    ],
)
def test_a_preview_with_a_picture_shows_its_words_too(acme: Store, name: str, words: tuple[str, ...]) -> None:
    with in_store(acme):
        picture()
    page = staff(acme).get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix}).content.decode()
    assert "<img" in page.split(f'class="block-{name}"')[1]
    for expected in words:
        assert expected in page


@pytest.mark.parametrize(("path", "block"), EVERY, ids=[path for path, _block in EVERY])
def test_the_icon_of_a_block_exists(db: None, path: str, block: Block) -> None:
    assert f'id="icon-{block.meta.icon}"' in get_icons(), path
