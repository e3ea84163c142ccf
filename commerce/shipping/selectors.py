"""Which way goods are delivered."""

from commerce.shipping.models import ShippingMethod


class NoShipping(LookupError):
    """The store has no active shipping method in this currency."""


def flat_method(*, currency: str) -> ShippingMethod:
    """The store's one method in this currency. Raises NoShipping."""
    method = ShippingMethod.objects.filter(is_active=True, currency=currency).first()
    if method is None:
        raise NoShipping(f"No active shipping method in {currency}.")
    return method
