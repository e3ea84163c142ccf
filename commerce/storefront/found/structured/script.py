"""JSON inside a script element. Pure."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Nothing in a text may end the script, or begin a comment in it.
ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def as_script(document: dict[str, Any]) -> SafeString:
    """The document, named as one of schema.org, safe inside a script element. Values that are empty are left out."""
    data = {"@context": "https://schema.org", **filled(document)}
    text = json.dumps(data, ensure_ascii=False)
    for sign, escaped in ESCAPES:
        text = text.replace(sign, escaped)
    return mark_safe(text)  # noqa: S308 - escaped for script elements


def filled(document: Any) -> Any:
    """Without what is empty: None, "", [] and {}. Zero and False are values."""
    if isinstance(document, dict):
        return {name: kept for name, value in document.items() if not is_empty(kept := filled(value))}
    if isinstance(document, (list, tuple)):
        return [kept for value in document if not is_empty(kept := filled(value))]
    return document


def is_empty(value: Any) -> bool:
    """Whether it says nothing."""
    return value is None or value in ("", [], {})
