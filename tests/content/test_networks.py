"""Links to a store's accounts are called what the places are called."""

import pytest
from django.utils import formats, translation

from sites.content.networks import network_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.linkedin.com/company/x", "LinkedIn"),
        ("https://de.linkedin.com/company/x", "LinkedIn"),
        ("https://youtu.be/x", "YouTube"),
        ("https://x.com/x", "X"),
        ("https://www.example.com/shop", "example.com"),
        ("https://video.example.com/shop", "video.example.com"),
        ("https://notx.com/x", "notx.com"),
        ("no address", "no address"),
    ],
)
def test_a_place_is_called_by_its_name_or_its_host(url: str, name: str) -> None:
    assert network_name(url) == name


@pytest.mark.parametrize("name", ["SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT", "TIME_FORMAT", "DATE_INPUT_FORMATS"])
def test_afrikaans_dates_are_written_as_english_ones(name: str) -> None:
    with translation.override("af"):
        theirs = formats.get_format(name)
    with translation.override("en"):
        assert theirs == formats.get_format(name)
    assert theirs != "m/d/Y"
