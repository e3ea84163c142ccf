"""Questions to a live webservice, and what its answers mean, good and bad."""

from __future__ import annotations

import re

from legacy_import.prestashop.answer import Answer, read_answer
from legacy_import.prestashop.errors import (
    AnswerFailed,
    NotAWebservice,
    Redirected,
    RequestRefused,
    ResourceRefused,
    SourceError,
    Unreachable,
    WrongKey,
)
from legacy_import.prestashop.wire import ENTRIES, Parameters, Reply, TooLarge, Wire
from legacy_import.prestashop.xml import Malformed

MAX_ANSWER_BYTES = 200 * 1024 * 1024
FIRST_CONTACT_ATTEMPTS = 2
PICTURE_ATTEMPTS = 2
# PrestaShop's own numbers of errors.
WEBSERVICE_IS_OFF = 22
UNKNOWN_RESOURCE = 27
WHERE = "under Advanced Parameters > Webservice"


class ShopClient:
    """One shop and one key. The key goes as a user name; where the server drops that, it goes in the address."""

    def __init__(self, wire: Wire, *, has_key: bool, shop_id: int | None = None, attempts: int = 4) -> None:
        self._wire = wire
        self._has_key = has_key
        self._shop = {"id_shop": str(shop_id)} if shop_id else {}
        self._attempts = max(1, attempts)

    @property
    def base(self) -> str:
        """The address of the shop."""
        return self._wire.base

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def open(self) -> Reply:
        """The first contact: finds the way in, and brings the list of resources. Raises the SourceError that fits."""
        if not self._has_key:
            raise WrongKey(f"There is no webservice key. Create one {WHERE}.")
        reply = self._first_reply()
        if _is_something_else(reply):
            raise NotAWebservice(
                f"{self.base} answers, but not as a PrestaShop webservice. Check the address of the shop, and switch"
                f" the webservice on {WHERE}."
            )
        if reply.status == 403:
            raise Unreachable(
                f"{self.base} refuses access (403). Look for a firewall, a password on the site or maintenance mode,"
                " and let the import through."
            )
        self._raise_for(reply, "")
        return reply

    def answer(self, path: str, resource: str, parameters: Parameters, *, attempts: int | None = None) -> Answer | None:
        """The parsed answer; None for a record that is not there.

        Raises AnswerFailed where a smaller request may help.
        """
        reply = self._ask(path, {**self._shop, **parameters}, attempts=attempts or self._attempts)
        if reply.status == 404 and not reply.body.strip():
            return None
        self._raise_for(reply, resource)
        try:
            answer = read_answer(reply.body, resource)
        except Malformed as broken:
            raise AnswerFailed(f"The shop's answer for “{resource}” cannot be read: {broken}.") from None
        if answer.errors:
            raise self._refusal(answer, resource)
        return answer

    def picture(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path of the webservice; None where there are none. Raises TooLarge."""
        reply = self._wire.request(path, self._shop, attempts=PICTURE_ATTEMPTS, limit=limit)
        return reply.body if reply.status == 200 else None

    def public_file(self, path: str, limit: int) -> bytes | None:
        """The bytes at an address anyone may read, asked for without the key. Raises TooLarge."""
        reply = self._wire.request(path, {}, attempts=PICTURE_ATTEMPTS, limit=limit, public=True)
        return reply.body if reply.status == 200 else None

    def _first_reply(self) -> Reply:
        """The most promising reply of all ways in: with and without URL rewriting, key as user or in the address."""
        for self._wire.entry in ENTRIES:
            for self._wire.key_in_address in (False, True):
                reply = self._ask("", {}, attempts=FIRST_CONTACT_ATTEMPTS)
                if reply.status != 401:
                    break
            if not _is_something_else(reply):
                break
        return reply

    def _ask(self, path: str, parameters: Parameters, *, attempts: int) -> Reply:
        try:
            return self._wire.request(path, parameters, attempts=attempts, limit=MAX_ANSWER_BYTES)
        except TooLarge:
            raise AnswerFailed(f"The shop's answer for “{path}” is too large.", slow=True) from None

    def _raise_for(self, reply: Reply, resource: str) -> None:
        """What every status but 200 means."""
        if reply.status == 200:
            return
        if 300 <= reply.status < 400:
            location = self._wire.hidden(re.sub(r"[?#].*", "", reply.headers.get("location", "")))
            raise Redirected(f"The shop sends visitors on to {location}. Enter that address instead.", location=location)
        if reply.status == 401:
            raise WrongKey(
                f"The shop does not accept the webservice key. Copy it again from its list {WHERE}, and see that it is"
                " enabled there."
            )
        refused = _errors_in(reply)
        if any(error.code == WEBSERVICE_IS_OFF for error in refused.errors):
            raise NotAWebservice(f"The webservice of {self.base} is switched off. Switch it on {WHERE}.")
        if reply.may_pass:
            raise AnswerFailed(f"The shop keeps answering with error {reply.status} for “{resource or 'the webservice'}”.")
        if refused.errors or reply.status in (403, 405):
            raise self._refusal(refused, resource)
        raise AnswerFailed(f"The shop answers with error {reply.status} for “{resource or 'the webservice'}”.")

    def _refusal(self, answer: Answer, resource: str) -> SourceError:
        first = answer.errors[0] if answer.errors else None
        if first is None or first.code == UNKNOWN_RESOURCE or "is not allowed" in first.message:
            return resource_refused(resource)
        return RequestRefused(self._wire.hidden(f"The webservice refused “{resource}”: {first.message[:200]}"))


def resource_refused(resource: str) -> ResourceRefused:
    """The error for a resource the key may not read."""
    return ResourceRefused(
        f"The key may not read “{resource}”, or this version of PrestaShop does not have it. Tick “View (GET)” for it {WHERE}."
    )


def _is_something_else(reply: Reply) -> bool:
    """A page of a web site, or nothing at that address."""
    return reply.status == 404 or (reply.status == 200 and b"<prestashop" not in reply.body)


def _errors_in(reply: Reply) -> Answer:
    try:
        return read_answer(reply.body, "")
    except Malformed:
        return Answer()
