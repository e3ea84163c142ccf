"""The wire to a shop: addresses, the key, limits, and asking again while a failure may pass."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from legacy_import.prestashop.address import shop_address
from legacy_import.prestashop.errors import AnswerFailed, Unreachable
from legacy_import.prestashop.secrecy import KeyFilter, without_key

LONGEST_WAIT = 60.0

# Where the webservice is: with URL rewriting, and without.
ENTRIES = ("/api/", "/webservice/dispatcher.php")

# The HTTP library's loggers: addresses go to the first, headers (and so redirects) to the others.
TALKATIVE_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")

Parameters = Mapping[str, str]

NO_CONTACT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)


class TooLarge(Exception):
    """A body went beyond its limit and was not read to its end."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sent, whatever it is. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def may_pass(self) -> bool:
        """A failure that may be gone at the next attempt."""
        return self.status == 429 or self.status >= 500


class Wire:
    """Sends requests to one shop. `entry` and `key_in_address` say how, and are found out by the client."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.base = shop_address(url)
        self.entry = ENTRIES[0]
        self.key_in_address = False
        self._key = key
        self._sleep = sleep
        self._http = httpx.Client(timeout=timeout, transport=transport, headers={"User-Agent": "shop-import"})
        self._filter = KeyFilter(key)
        for name in TALKATIVE_LOGGERS:
            logging.getLogger(name).addFilter(self._filter)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()
        for name in TALKATIVE_LOGGERS:
            logging.getLogger(name).removeFilter(self._filter)

    def hidden(self, text: str) -> str:
        """A text that may be shown."""
        return without_key(text, self._key)

    def request(self, path: str, parameters: Parameters, *, attempts: int, limit: int, public: bool = False) -> Reply:
        """One reply, asked for again while it is a failure that may pass; the last such failure is returned too.

        A slow answer is waited for twice at most: a smaller page is the better cure. `public` leaves the key at home.
        Raises Unreachable, AnswerFailed where no reply came at all, and TooLarge.
        """
        lost: Unreachable | None = None
        reply: Reply | None = None
        for attempt in range(attempts):
            if attempt:
                self._sleep(_wait(attempt, reply))
            reply = None
            try:
                reply = self._send(path, parameters, limit=limit, public=public)
            except (httpx.HTTPError, httpx.InvalidURL) as failure:
                lost = self._named(failure, path)
                if attempt and isinstance(lost, AnswerFailed) and lost.slow:
                    break
            if reply and not reply.may_pass:
                break
        if reply is not None:
            return reply
        raise lost or Unreachable(f"{self.base} was not asked.")

    def _send(self, path: str, parameters: Parameters, *, limit: int, public: bool) -> Reply:
        address, query, auth = self._addressed(path, dict(parameters), public=public)
        with self._http.stream("GET", address, params=query, auth=auth, follow_redirects=public) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > limit:
                    raise TooLarge
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, headers, bytes(body))

    def _addressed(
        self, path: str, query: dict[str, str], *, public: bool
    ) -> tuple[str, dict[str, str], httpx.BasicAuth | None]:
        if public:
            return f"{self.base}/{path}", query, None
        if self.key_in_address:
            query["ws_key"] = self._key
        auth = None if self.key_in_address else httpx.BasicAuth(self._key, "")
        if self.entry.endswith(".php"):
            return f"{self.base}{self.entry}", {"url": path, **query}, auth
        return f"{self.base}{self.entry}{path}", query, auth

    def _named(self, failure: Exception, path: str) -> Unreachable:
        """The failure in words. Its own text may hold the address, and the address the key."""
        reason = self.hidden(str(failure)) or type(failure).__name__
        if isinstance(failure, NO_CONTACT):
            if "certificate" in reason.lower():
                return Unreachable(f"{self.base} has no valid certificate ({reason}). Renew it, or use the right address.")
            return Unreachable(f"Nobody answers at {self.base} ({reason}). Check the address, and that the shop is online.")
        if isinstance(failure, httpx.TimeoutException):
            return AnswerFailed(f"The shop took too long to answer for “{path}”.", slow=True)
        return AnswerFailed(f"The connection broke off ({type(failure).__name__}).")


def _wait(attempt: int, reply: Reply | None) -> float:
    """Seconds before the next attempt: what the server asks for, else 1, 2, 4, …"""
    asked = reply.headers.get("retry-after", "") if reply else ""
    return min(LONGEST_WAIT, float(asked) if asked.isdecimal() and len(asked) < 10 else 2.0 ** (attempt - 1))
