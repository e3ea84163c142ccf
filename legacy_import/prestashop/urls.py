"""Old addresses of products and categories, in PrestaShop's default routes.

    product    [/en][/any/category]/{id}[-{combination}]-{slug}[-{ean13}].html
    category   [/en]/{id}-{slug}[/filters]
    either     [/en]/index.php?id_product={id}&controller=product[&id_lang={n}][&id_product_attribute={combination}]
    1.4        [/lang-en]/product.php?id_product={id}

PrestaShop resolves an address by its id and ignores the slug, so any old slug and any old category in front is live,
and the id is all that counts here. Fragments never reach a server and are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

Kind = Literal["product", "category"]


@dataclass(frozen=True, slots=True)
class OldUrl:
    """What an old address means. `language` is PrestaShop's two-letter code, None where the address does not say; a
    category with a name of two letters looks the same, so an unknown one means nothing.

    `combination_id` is what the address seems to say: a slug may begin with a number of its own, so check that the
    combination belongs to the product.
    """

    kind: Kind
    legacy_id: int
    language: str | None = None
    combination_id: int | None = None


_LANGUAGE = re.compile(r"/(?:lang-)?([a-z]{2})(?=/)", re.IGNORECASE)
_PRODUCT = re.compile(r"/(?:[^/]+/)*(\d{1,10})(?:-(\d{1,10}))?-[^/]*\.html")
_CATEGORY = re.compile(r"/(\d{1,10})-[^/]*(?:/.*)?")
_SCRIPT = re.compile(r"/(index|product|category)\.php|/")
_FILE = re.compile(r"\.(?:html?|php|jpe?g|png|gif|webp|avif|svg|css|js|xml|txt|pdf)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,10}")


def parse_old_url(path: str, *, base: str = "/", languages: Mapping[int, str] | None = None) -> OldUrl | None:
    """The product or category behind a path with its query, or behind a whole URL; None for any other address.

    `base` is the folder the shop lived in ("/shop/"). `languages` gives the code for an `id_lang`.
    """
    try:
        parts = urlsplit(path)
    except ValueError:
        return None
    folder = base.rstrip("/")
    if not parts.path.startswith(f"{folder}/"):
        return None
    here, language = _without_language(parts.path[len(folder) :])
    return _dispatched(here, parts, language, languages or {}) or _routed(here, language)


def _without_language(path: str) -> tuple[str, str | None]:
    found = _LANGUAGE.match(path)
    return (path[found.end() :], found[1].lower()) if found else (path, None)


def _routed(path: str, language: str | None) -> OldUrl | None:
    if path.startswith("/module/"):
        return None
    if product := _PRODUCT.fullmatch(path):
        return _old_url("product", product[1], language, product[2])
    if not _FILE.search(path) and (category := _CATEGORY.fullmatch(path)):
        return _old_url("category", category[1], language)
    return None


def _dispatched(path: str, parts: SplitResult, language: str | None, languages: Mapping[int, str]) -> OldUrl | None:
    script = _SCRIPT.fullmatch(path)
    if script is None:
        return None
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    said = language or _asked_language(asked, languages)
    controller = asked.get("controller") or (script[1] if script[1] in ("product", "category") else None)
    # An address without a controller still means the product: 1.5 took it from the id.
    if controller in (None, "product") and (number := asked.get("id_product")):
        return _old_url("product", number, said, asked.get("id_product_attribute"))
    if controller in (None, "category") and (number := asked.get("id_category")):
        return _old_url("category", number, said)
    return None


def _asked_language(asked: Mapping[str, str], languages: Mapping[int, str]) -> str | None:
    number = asked.get("id_lang", "")
    if _NUMBER.fullmatch(number):
        return languages.get(int(number))
    code = asked.get("isolang", "").lower()
    return code if re.fullmatch("[a-z]{2}", code) else None


def _old_url(kind: Kind, number: str, language: str | None, combination: str | None = None) -> OldUrl | None:
    if not _NUMBER.fullmatch(number) or not int(number):
        return None
    chosen = int(combination) if combination and _NUMBER.fullmatch(combination) else 0
    return OldUrl(kind, int(number), language, chosen or None)
