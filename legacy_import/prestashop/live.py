"""A live shop, read through its webservice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

import httpx

from legacy_import.prestashop.answer import Answer, record_id
from legacy_import.prestashop.client import ShopClient, resource_refused
from legacy_import.prestashop.errors import (
    AnswerFailed,
    NotAWebservice,
    PictureMissing,
    PictureTooLarge,
    ResourceRefused,
)
from legacy_import.prestashop.paging import PAGE_SIZE, page_through
from legacy_import.prestashop.pictures import MAX_BYTES, checked_picture, name_of, original_path
from legacy_import.prestashop.source import Page
from legacy_import.prestashop.wire import Reply, TooLarge, Wire
from legacy_import.prestashop.xml import Malformed, decode, parse


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """What a shop says of itself, and the resources this key may read."""

    name: str
    version: str
    resources: frozenset[str]


class LiveSource:
    """The webservice at `url` with `key`; of a multistore, the shop `shop_id` or else its default one.

    Close it, or use it as a context manager. `connect` tries address and key at once; otherwise the first reading does.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        shop_id: int | None = None,
        page_size: int = PAGE_SIZE,
        timeout: float = 30.0,
        attempts: int = 4,
        max_picture_bytes: int = MAX_BYTES,
        sleep: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        wire = Wire(url, key.strip(), timeout=timeout, sleep=sleep, transport=transport)
        self._client = ShopClient(wire, has_key=bool(key.strip()), shop_id=shop_id, attempts=attempts)
        self._page_size = page_size
        self._max_picture_bytes = max_picture_bytes
        self._info: ShopInfo | None = None
        self._ids: dict[str, list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def connect(self) -> ShopInfo:
        """Name, version and readable resources. Raises Unreachable, WrongKey, NotAWebservice or Redirected."""
        if self._info is None:
            self._info = _shop_info(self._client.open(), self._client.base)
        return self._info

    def pages(self, resource: str) -> Iterator[Page]:
        """Every record by ascending id, a page at a time; a record the shop cannot deliver becomes a Problem."""
        return page_through(
            resource,
            self._all_ids(resource),
            fetch=lambda offset, count: self._page(resource, offset, count),
            fetch_one=lambda number: self._client.answer(f"{resource}/{number}", resource, {}, attempts=2),
            still_there=self._still_there,
            size=self._page_size,
        )

    def count(self, resource: str) -> int | None:
        """The webservice knows no totals, so the ids are listed first and counted. None where they cannot be."""
        try:
            return len(self._all_ids(resource))
        except (ResourceRefused, AnswerFailed):
            return None

    def image(self, kind: str, *ids: int) -> bytes:
        """The original through the webservice, or from where every visitor gets it."""
        name, limit = name_of(kind, *ids), self._max_picture_bytes
        self.connect()
        try:
            if content := self._client.picture(f"images/{kind}/{'/'.join(map(str, ids))}", limit):
                return checked_picture(content, name)
        except TooLarge:
            raise PictureTooLarge(f"{name}: larger than {limit // 1024 // 1024} MB.") from None
        except (PictureMissing, AnswerFailed):
            pass  # No right to pictures, or a page of HTML instead: the shop window may still have it.
        return self._public_image(name, original_path(kind, *ids))

    def describe(self) -> str:
        """Name, version and address, as far as the shop was reached."""
        if self._info is None:
            return f"PrestaShop at {self._client.base}"
        name, version = self._info.name or "A shop", self._info.version or "of unknown version"
        return f"{name}, PrestaShop {version}, at {self._client.base}"

    def _public_image(self, name: str, path: str) -> bytes:
        try:
            content = self._client.public_file(f"img/{path}", self._max_picture_bytes)
        except TooLarge:
            raise PictureTooLarge(f"{name}: larger than {self._max_picture_bytes // 1024 // 1024} MB.") from None
        except AnswerFailed as failed:
            raise PictureMissing(f"{name}: {failed}") from None
        if content is None:
            raise PictureMissing(f"{name}: the shop does not have it.")
        return checked_picture(content, name)

    def _all_ids(self, resource: str) -> list[int]:
        """Without `display` an answer holds ids only, which is cheap even for a large shop."""
        if resource not in self._ids:
            self._readable(resource)
            answer = self._client.answer(resource, resource, {"sort": "[id_ASC]"})
            if answer is None or not answer.complete:
                raise AnswerFailed(f"The list of “{resource}” is missing or breaks off.")
            self._ids[resource] = [number for record in answer.records if (number := record_id(record)) is not None]
        return self._ids[resource]

    def _page(self, resource: str, offset: int, count: int) -> Answer:
        """One page. Without `sort` the order would be the database's, and pages could overlap."""
        asked = {"display": "full", "sort": "[id_ASC]", "limit": f"{offset},{count}"}
        attempts = None if count == self._page_size else 2
        answer = self._client.answer(resource, resource, asked, attempts=attempts)
        if answer is None:
            raise AnswerFailed(f"A page of “{resource}” is missing.")
        return answer

    def _readable(self, resource: str) -> None:
        if resource not in self.connect().resources:
            raise resource_refused(resource)

    def _still_there(self) -> None:
        self._client.open()


def _shop_info(reply: Reply, base: str) -> ShopInfo:
    try:
        root = parse(decode(reply.body)[0])
    except Malformed as broken:
        raise NotAWebservice(f"{base} answers, but its list of resources cannot be read: {broken}.") from None
    api = root.child("api")
    if api is None:
        raise NotAWebservice(f"{base} answers, but not with a list of resources. Check the address of the shop.")
    readable = frozenset(node.tag for node in api.children if node.attributes.get("get", "true") == "true")
    return ShopInfo(api.attributes.get("shopName", ""), reply.headers.get("psws-version", ""), readable)
