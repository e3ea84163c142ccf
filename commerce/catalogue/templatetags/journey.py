"""The way between the screens of a product, on screens that are not made of panels."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from commerce.catalogue.journey import as_buttons
from commerce.catalogue.models import ProductCopy

register = template.Library()


@register.simple_tag(takes_context=True)
def product_journey(context: Any, instance: Any) -> SafeString:
    """The buttons beside a product's words; nothing beside other things."""
    if not isinstance(instance, ProductCopy):
        return mark_safe("")
    return as_buttons(instance.product, instance, by=context["request"].user)
