"""What the head of a page says to machines."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from commerce.storefront.found.structured.page import documents
from commerce.storefront.found.structured.script import as_script

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The JSON-LD of the page, a script element for each document. Nothing for previews and for pages that must not be found."""
    values: Any = context.flatten()
    if values.get("preview") or not values.get("shop") or values.get("request") is None:
        return SafeString("")
    return format_html_join(
        "\n", '<script type="application/ld+json">{}</script>', ((as_script(each),) for each in documents(values))
    )
