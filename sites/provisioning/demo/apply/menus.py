"""What menus of demo stores that are older than their brand pages lack."""

from typing import Any

from commerce.catalogue.models import BrandIndexPage
from sites.content.menus import Menu


def link_brands() -> None:
    """A link to the brands page in each menu, in every language. Safe to repeat; somebody's draft is left alone."""
    for index in BrandIndexPage.objects.live():
        for menu in Menu.objects.filter(locale=index.locale_id, live=True, has_unpublished_changes=False):
            if not leads_to(menu.items.get_prep_value(), index.pk):
                add_link(menu, index)
                menu.save()
                menu.save_revision().publish()


def leads_to(items: Any, page_id: int) -> bool:
    """Whether a link among these, or in a group of them, leads to the page."""
    if isinstance(items, dict):
        return items.get("page") == page_id or any(leads_to(value, page_id) for value in items.values())
    return isinstance(items, list) and any(leads_to(item, page_id) for item in items)


def add_link(menu: Menu, index: BrandIndexPage) -> None:
    """At the end of the main menu; in the footer at the end of its first group."""
    link = {"title": index.title, "page": index, "url": ""}
    first = next((item for item in menu.items if item.block_type == "group"), None)
    if menu.place == Menu.Place.FOOTER and first is not None:
        links = first.value["links"]
        links.append(links.list_block.child_block.normalize(link))
    else:
        menu.items.append(("link", link))
