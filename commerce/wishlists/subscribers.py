"""What wish lists do when something has happened."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from commerce.wishlists.cookie import guest_token
from commerce.wishlists.services import merge_guest_lists
from sites.tenants.context import active_store


@receiver(user_logged_in)
def keep_guest_lists(request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """What a guest kept is theirs once they have logged in. Nothing happens on the platform's host, where nobody shops."""
    if request is not None and active_store() and (token := guest_token(request)):
        merge_guest_lists(token=token, user_id=user.pk)
