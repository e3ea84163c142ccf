"""The cart's token in a cookie, signed for this store."""

from django.http import HttpRequest, HttpResponse

from commerce.cart.models import LIFETIME, Cart
from commerce.cart.services import find_cart
from sites.tenants.signing import sign, unsign

NAME = "cart"
PURPOSE = "cart"
CHECKOUT = "checkout"


def cart_of(request: HttpRequest) -> Cart | None:
    """The open cart that the cookie names; None for no cookie, a forged or foreign one, an ordered or expired cart."""
    signed = request.COOKIES.get(NAME)
    return find_cart(unsign(signed, purpose=PURPOSE)) if signed else None


def had_cart(request: HttpRequest) -> bool:
    """Whether this browser once had a cart here."""
    return unsign(request.COOKIES.get(NAME, ""), purpose=PURPOSE) is not None


def remember_cart(response: HttpResponse, cart: Cart, *, secure: bool) -> None:
    """Let the browser find the cart again."""
    response.set_cookie(
        NAME,
        sign(cart.token, purpose=PURPOSE),
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def checkout_key(cart: Cart) -> str:
    """Names the cart in the checkout form: a form sent again when the cookie has gone still finds its order."""
    return sign(cart.token, purpose=CHECKOUT)


def token_of_checkout(key: str) -> str | None:
    """The cart's token in a checkout key; None for a forged or foreign one."""
    return unsign(key, purpose=CHECKOUT)


def forget_cart(response: HttpResponse) -> None:
    """The cart was ordered."""
    response.delete_cookie(NAME, samesite="Lax")
