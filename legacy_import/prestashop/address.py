"""The address of a shop, however its owner wrote it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from legacy_import.prestashop.errors import Unreachable


def shop_address(written: str) -> str:
    """The shop's base without a slash at its end: "shop.example/en?x=1" is not guessed at, "shop.example/api/" is put
    right.

    A user name in the address (some write the key there) is dropped, so that no message can show it.
    """
    text = written.strip()
    if not re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Unreachable("This is not a web address. Write it like https://shop.example.") from None
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"\s", host):
        raise Unreachable("This is not a web address. Write it like https://shop.example.")
    host = f"[{host}]" if ":" in host else host
    path = re.sub(r"(/index\.php|/api(/.*)?)?/*$", "", parts.path)
    return f"{parts.scheme.lower()}://{host}{f':{port}' if port else ''}{path}"
