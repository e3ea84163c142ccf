"""How a browser finds its lists again: a token in a signed cookie, and beside it a mark that scripts can read.

The mark `lists=1` says no more than that there may be lists here, so that browsers without any never ask for them.
"""

import secrets

from django.http import HttpRequest, HttpResponse

from commerce.wishlists.holder import Holder
from commerce.wishlists.models import GUEST_LIFETIME
from sites.tenants.signing import sign, unsign

NAME, PURPOSE = "wishes", "wishes"
MARK = "lists"


def guest_token(request: HttpRequest) -> str:
    """The token in the cookie; nothing without one, and for one that is forged or of another store."""
    return unsign(request.COOKIES.get(NAME, ""), purpose=PURPOSE) or ""


def holder_of(request: HttpRequest) -> Holder | None:
    """Who asks for their lists; None for a guest who never had any."""
    if request.user.is_authenticated:
        return Holder(user_id=request.user.pk)
    token = guest_token(request)
    return Holder(token=token) if token else None


def holder_for_writing(request: HttpRequest) -> Holder:
    """Who wants to keep something; a guest without a token gets one. `remember` must follow."""
    return holder_of(request) or Holder(token=secrets.token_urlsafe(24))


def remember(response: HttpResponse, holder: Holder, *, secure: bool) -> None:
    """Let the browser find the lists again, for a year from now."""
    seconds = int(GUEST_LIFETIME.total_seconds())
    if holder.token:
        signed = sign(holder.token, purpose=PURPOSE)
        response.set_cookie(NAME, signed, max_age=seconds, httponly=True, samesite="Lax", secure=secure)
    response.set_cookie(MARK, "1", max_age=seconds, samesite="Lax", secure=secure)
