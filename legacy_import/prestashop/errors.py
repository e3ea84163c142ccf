"""What can go wrong with a whole source. Each message says what the reader of the report should do next.

One bad record is never an error: it becomes a `source.Problem` and the reading goes on.
"""


class SourceError(Exception):
    """The source cannot be read, or not this part of it."""


class Unreachable(SourceError):
    """Nobody answers at the address, or the shop answers with nothing but failures."""


class AnswerFailed(Unreachable):
    """One request failed although it was repeated. A smaller request may still succeed."""

    def __init__(self, message: str, *, slow: bool = False) -> None:
        super().__init__(message)
        self.slow = slow


class WrongKey(SourceError):
    """The shop does not accept the webservice key."""


class NotAWebservice(SourceError):
    """Something answers, but it is no PrestaShop webservice, or one that is switched off."""


class Redirected(SourceError):
    """The shop lives at another address. The key is never sent along by itself."""

    def __init__(self, message: str, *, location: str) -> None:
        super().__init__(message)
        self.location = location


class ResourceRefused(SourceError):
    """The key has no right to this resource, or this version of PrestaShop does not have it."""


class RequestRefused(SourceError):
    """The webservice understood who asks, and refused what was asked."""


class RecordingMissing(SourceError):
    """The folder of recorded answers is not there, or holds no recording."""


class PictureMissing(Exception):
    """This picture cannot be had. The record that shows it can still be imported."""


class PictureTooLarge(PictureMissing):
    """The picture is beyond the limit and was not downloaded to its end."""
