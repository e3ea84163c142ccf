"""Who a mail is from. All mail of a store leaves under its name: orders, alerts, the contact form, and what Wagtail and Django
write of their own accord (moderation, set-password), since all of it passes this one backend.
"""

from collections.abc import Sequence
from email.utils import parseaddr, quote
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from sites.content.settings import StoreIdentity
from sites.tenants.context import active_store


class StoreMailBackend(BaseEmailBackend):
    """Puts the store's name before the platform's own address, then hands over to `settings.MAIL_CARRIER`. A message that
    names a sender of its own keeps it.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().__init__(fail_silently=fail_silently)
        self.carrier = get_connection(settings.MAIL_CARRIER, fail_silently=fail_silently, **options)

    def open(self) -> bool | None:
        """Open the carrier's connection; whether it was closed before."""
        return self.carrier.open()

    def close(self) -> None:
        """Close the carrier's connection."""
        self.carrier.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send them; how many went."""
        for message in email_messages:
            if message.from_email == settings.DEFAULT_FROM_EMAIL:
                message.from_email = sender()
        return self.carrier.send_messages(email_messages)


def sender() -> str:
    """`"Acme" <no-reply@…>`: the platform's own address under the active store's name, so that mail servers trust it. Without a
    store, the platform's own sender.
    """
    store = active_store()
    if store is None:
        return str(settings.DEFAULT_FROM_EMAIL)
    name = StoreIdentity.objects.values_list("name", flat=True).first() or store.name
    return f'"{quote(" ".join(name.split()))}" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>'
