"""`{% icon "cart" size=20 alt="Cart" %}`: the theme's drawing, rendered once for each place it stands in.

A page shows dozens of icons, all from one template with a long choice in it: making the same drawing again each time was a
quarter of what a listing cost.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

register = template.Library()
TEMPLATE = "shop/components/icon/icon.html"


class IconNode(template.Node):
    """Keeps what it has drawn: compiled templates are held by theme (`CachedThemeLoader`), so a node has one theme."""

    def __init__(self, name: FilterExpression, given: dict[str, FilterExpression]) -> None:
        self.name, self.size, self.alt = name, given.get("size"), given.get("alt")
        self.drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Any) -> str:
        """The icon as SVG, 24 pixels wide unless `size` says more; hidden from screen readers unless `alt` says what it is."""
        size = self.size.resolve(context) if self.size else 24
        alt = str(self.alt.resolve(context)) if self.alt else ""
        key = self.name.resolve(context), size, alt
        if key not in self.drawn:
            drawing = context.template.engine.get_template(TEMPLATE)
            self.drawn[key] = drawing.render(template.Context({"name": key[0], "size": size, "alt": alt}))
        return self.drawn[key]


@register.tag
def icon(parser: Parser, token: Token) -> IconNode:
    """The name of the icon, then `size` and `alt`, each may be left out."""
    tag, *given = token.split_contents()
    if not given or "=" in given[0]:
        raise template.TemplateSyntaxError(f"{tag!r} needs the name of the icon first.")
    named = token_kwargs(given[1:], parser)
    if unknown := named.keys() - {"size", "alt"}:
        raise template.TemplateSyntaxError(f"{tag!r} knows size and alt, not {', '.join(sorted(unknown))}.")
    return IconNode(parser.compile_filter(given[0]), named)
