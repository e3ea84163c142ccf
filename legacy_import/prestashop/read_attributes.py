"""Features, options and their values out of their XML."""

from __future__ import annotations

import re

from legacy_import.prestashop.records import Feature, FeatureValue, Option, OptionValue
from legacy_import.prestashop.values import flag, identity, integer, texts
from legacy_import.prestashop.xml import Node

GROUP_TYPES = ("select", "radio", "color")

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_feature(record: Node) -> Feature:
    """The feature that a webservice record describes."""
    return Feature(id=identity(record), position=integer(record, "position"), names=texts(record, "name"))


def read_feature_value(record: Node) -> FeatureValue:
    """The feature value that a webservice record describes."""
    return FeatureValue(
        id=identity(record),
        feature_id=identity(record, "id_feature"),
        custom=flag(record, "custom"),
        values=texts(record, "value"),
    )


def read_option(record: Node) -> Option:
    """1.5 marks a colour only by `is_color_group`."""
    stated = record.value("group_type")
    return Option(
        id=identity(record),
        position=integer(record, "position"),
        group_type=stated if stated in GROUP_TYPES else "color" if flag(record, "is_color_group") else "select",
        names=texts(record, "name"),
        public_names=texts(record, "public_name"),
    )


def read_option_value(record: Node) -> OptionValue:
    """A colour that is no colour (a texture's file name, a CSS expression) is left out."""
    colour = record.value("color")
    return OptionValue(
        id=identity(record),
        option_id=identity(record, "id_attribute_group"),
        position=integer(record, "position"),
        names=texts(record, "name"),
        colour=colour if _COLOUR.fullmatch(colour) else "",
    )
