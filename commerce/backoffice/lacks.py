"""What a way to pay still lacks, as a notice on the dashboard and at the orders that wait for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from commerce.payments.providers import Provider, providers


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the address where it is mended; empty for those who may not."""

    text: str
    url: str


def lack_of(provider: Provider, user: Any) -> Notice | None:
    """What is missing for that way to pay, as that user may read it; None where nothing is."""
    lack = provider.lack()
    if lack is None:
        return None
    meta = lack.setting._meta
    may = user.has_perm(f"{meta.app_label}.change_{meta.model_name}")
    return Notice(lack.text, reverse("wagtailsettings:edit", args=[meta.app_label, meta.model_name]) if may else "")


class PaymentLacks(Component):
    """On the dashboard of those who can mend it."""

    name = "payment_lacks"
    template_name = "backoffice/payment_lacks.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The notices that lead somewhere."""
        notices = [lack_of(provider, parent_context["request"].user) for provider in providers().values()]
        return {"notices": [notice for notice in notices if notice and notice.url]}
