"""`{% kept "below" product.id %} … {% endkept %}` and `{% frame "nav" menu_state %} … {% endframe %}`: a part of a page that is the
same for all, kept in this process. No product has a part in what is a frame.
"""

from collections.abc import Callable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import translation
from django.utils.safestring import mark_safe

from sites.content.generation import frame_of, generation_of
from sites.tenants.context import active_store
from sites.tenants.near import Near

register = template.Library()
SECONDS = 600
# By store, theme, generation or frame, language, name of the part, and what it depends on besides.
_near = Near(most=1000)


class KeptNode(template.Node):
    """Renders its part once for each combination of what it depends on, until the number of `moves` has moved."""

    def __init__(
        self, nodes: NodeList, name: FilterExpression, depends_on: list[FilterExpression], moves: Callable[[str], int]
    ) -> None:
        self.nodelist, self.name, self.depends_on, self.moves = nodes, name, depends_on, moves

    def render(self, context: Any) -> str:
        """The part; always made anew where there is no store, in previews, and while templates are being worked on."""
        store = active_store()
        if store is None or settings.DEBUG or is_preview(context):
            return self.nodelist.render(context)
        states = tuple(str(expression.resolve(context)) for expression in self.depends_on)
        key = store.code, store.theme, self.moves(store.code), translation.get_language(), self.name.resolve(context), states
        html = _near.get(key)
        if html is None:
            html = self.nodelist.render(context)
            _near.set(key, html, seconds=SECONDS)
        return mark_safe(html)  # noqa: S308 - what the template has rendered


def is_preview(context: Any) -> bool:
    """Whether editors look at words that nobody has published: not what others get, and gone with the next keystroke."""
    return bool(context.get("preview") or getattr(context.get("request"), "is_preview", False))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands until `endkept`: the name of the part, then everything it depends on but store and language.

    Never around anything personal, nor around what depends on the address without naming it.
    """
    return part(parser, token, generation_of)


@register.tag
def frame(parser: Parser, token: Token) -> KeptNode:
    """As `kept`, until `endframe`, for what stands around goods and shows nothing of them."""
    return part(parser, token, frame_of)


def part(parser: Parser, token: Token, moves: Callable[[str], int]) -> KeptNode:
    """The node of a part. Raises TemplateSyntaxError where it has no name."""
    tag, *given = token.split_contents()
    if not given:
        raise template.TemplateSyntaxError(f'"{tag}" needs the name of the part.')
    name, *depends_on = (parser.compile_filter(word) for word in given)
    nodes = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return KeptNode(nodes, name, depends_on, moves)
