"""What a template says the same each time is worked out once, for each language: words to translate, addresses of static files.

A page of a shop has some fifty such words. Asking for each, in each rendering, was a sixth of the time that a page takes.
"""

from collections.abc import Iterator
from typing import Any

from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, TokenType
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode


def fold(template: Template) -> None:
    """Put text in the place of what is constant, in the active language; neighbouring texts become one."""
    context = Context()
    # It knows what is said of values that are missing, which some nodes ask even where they show none.
    context.template = template
    _fold(template.nodelist, context)


def _fold(nodes: NodeList, context: Context) -> None:
    folded: list[Node] = []
    for node in nodes:
        for below in _node_lists(node):
            _fold(below, context)
        now = _text(node.render(context), like=node) if is_constant(node) else node
        if isinstance(now, TextNode) and folded and isinstance(folded[-1], TextNode):
            folded[-1] = _text(folded[-1].s + now.s, like=folded[-1])
        else:
            folded.append(now)
    nodes[:] = folded


def _text(words: str, *, like: Node) -> TextNode:
    """A text that stands where another node stood, so that an error still names its line."""
    text = TextNode(words)
    text.token, text.origin = like.token, like.origin
    return text


def _node_lists(node: Node) -> Iterator[NodeList]:
    """The lists of nodes within a node, as it keeps them: branches of an `if` are pairs."""
    for held in vars(node).values():
        if isinstance(held, NodeList):
            yield held
        elif isinstance(held, list):
            yield from (part for pair in held if isinstance(pair, tuple) for part in pair if isinstance(part, NodeList))


def is_constant(node: Node) -> bool:
    """Whether a node says the same whatever is shown, in one language."""
    if isinstance(node, TranslateNode):
        return node.asvar is None and node.message_context is None and is_literal(node.filter_expression)
    if isinstance(node, BlockTranslateNode):
        return (
            not node.plural
            and not node.extra_context
            and node.asvar is None
            and node.message_context is None
            and all(token.token_type == TokenType.TEXT for token in node.singular)
        )
    if isinstance(node, StaticNode):
        return node.varname is None and is_literal(node.path)
    return False


def is_literal(expression: Any) -> bool:
    """Whether it is a text in quotes, and nothing is done with it."""
    if not isinstance(expression, FilterExpression) or expression.filters:
        return False
    return isinstance(expression.var, str) or getattr(expression.var, "literal", None) is not None
