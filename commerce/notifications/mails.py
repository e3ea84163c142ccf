"""Composing a mail about an order: text and HTML."""

from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order
from commerce.storefront.context import shop_view
from commerce.storefront.orders import order_url, order_view
from commerce.storefront.parcels import more_will_come, parcel_view
from sites.content.settings import StoreIdentity
from sites.tenants.addresses import base_url
from sites.tenants.clock import on_store_clock


@dataclass(frozen=True, slots=True)
class Mail:
    """A kind of mail: its template below shop/mail/ and its subject."""

    template: str
    subject: Any


PLACED = Mail("order_placed", gettext_lazy("Your order %(number)s at %(shop)s"))
PAID = Mail("payment_received", gettext_lazy("We have received your payment for order %(number)s"))
SHIPPED = Mail("order_shipped", gettext_lazy("Your order %(number)s is on its way"))
CANCELLED = Mail("order_cancelled", gettext_lazy("Your order %(number)s was cancelled"))
MAILS = {mail.template: mail for mail in (PLACED, PAID, SHIPPED, CANCELLED)}


def send_order_mail(*, order: Order, mail: Mail, shipment: Shipment | None = None) -> None:
    """Send `mail` about `order` to its customer, in the order's language and on the store's clock."""
    with translation.override(order.language), on_store_clock():
        compose(order=order, mail=mail, shipment=shipment).send()


def compose(*, order: Order, mail: Mail, shipment: Shipment | None = None) -> EmailMultiAlternatives:
    """The message, not sent yet; of a parcel with what is inside and where it can be followed."""
    identity, shop = StoreIdentity.load(), shop_view()
    context = {
        "order": order_view(order),
        "shop": shop,
        "url": base_url() + order_url(order),
        "base_url": base_url(),
        "parcel": parcel_view(shipment) if shipment else None,
        "more_will_come": bool(shipment) and more_will_come(order),
    }
    message = EmailMultiAlternatives(
        subject=str(mail.subject) % {"number": order.number, "shop": shop.name},
        body=render_to_string(f"shop/mail/{mail.template}.txt", context),
        to=[order.email],
        reply_to=[identity.email] if identity.email else None,
    )
    message.attach_alternative(render_to_string(f"shop/mail/{mail.template}.html", context), "text/html")
    return message
