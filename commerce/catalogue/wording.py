"""Values of attributes put into words: numbers in their unit, formatted text made safe. Knows no models."""

import html
import re
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

from commerce.catalogue.units import convert, convertible

# As many places as the column has.
PLACES = Decimal("0.0001")
FEATURES = ("bold", "italic", "link", "ul", "ol")
BLOCK_ENDS = re.compile(r"</(?:p|li)>|<br\s*/?>")


class RichWhitelister(Whitelister):
    """Only what the editor of formatted facts can make; links lead to the web or to a page, never to a script."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url, "linktype": True, "id": True}),
    } | dict.fromkeys(("b", "strong", "i", "em", "p", "br", "ul", "ol", "li"), allow_without_attributes)


def number_in_words(number: Decimal, unit: str, shown_unit: str = "") -> str:
    """A number as the active language writes it, with its unit; put into `shown_unit` where that measures the same."""
    value, symbol = number, unit
    if shown_unit and shown_unit != unit and convertible(unit, shown_unit):
        value, symbol = convert(number, unit, shown_unit).quantize(PLACES), shown_unit
    return f"{number_format(plain(value))} {symbol}".strip()


def plain(number: Decimal) -> str:
    """Without needless zeros and without an exponent: 3600, 3.5."""
    return f"{number.normalize():f}" if number else "0"


@lru_cache(maxsize=2048)
def whitelisted(source: str) -> str:
    """Formatted text with everything dropped that its editor could not have made. Pure, so it is remembered."""
    return str(RichWhitelister().clean(source))


def clean_rich(source: str) -> SafeString:
    """Formatted text as it is kept -> HTML for a page."""
    return mark_safe(expand_db_html(whitelisted(source)))  # noqa: S308 - whitelisted


def text_of_rich(source: str) -> str:
    """Formatted text as plain text on one line."""
    return " ".join(html.unescape(strip_tags(BLOCK_ENDS.sub(" ", whitelisted(source)))).split())
