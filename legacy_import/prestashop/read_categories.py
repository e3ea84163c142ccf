"""Categories and brands out of their XML."""

from __future__ import annotations

from legacy_import.prestashop.records import Category, Manufacturer
from legacy_import.prestashop.values import flag, identity, integer, texts
from legacy_import.prestashop.xml import Node


def read_category(record: Node) -> Category:
    """The category that a webservice record describes."""
    return Category(
        id=identity(record),
        parent_id=integer(record, "id_parent"),
        position=integer(record, "position"),
        active=flag(record, "active"),
        is_root=flag(record, "is_root_category"),
        names=texts(record, "name"),
        slugs=texts(record, "link_rewrite"),
        descriptions=texts(record, "description"),
        meta_titles=texts(record, "meta_title"),
        meta_descriptions=texts(record, "meta_description"),
    )


def read_manufacturer(record: Node) -> Manufacturer:
    """The manufacturer that a webservice record describes."""
    return Manufacturer(
        id=identity(record),
        name=record.value("name"),
        slug=record.value("link_rewrite"),
        active=flag(record, "active"),
        summaries=texts(record, "short_description"),
        descriptions=texts(record, "description"),
        meta_titles=texts(record, "meta_title"),
        meta_descriptions=texts(record, "meta_description"),
    )
