"""What to tell the shopper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.orders.models import Order
from commerce.orders.states import OrderStatus
from pricing.wording import written
from sites.content.settings import StoreIdentity


class BankTransfer:
    """The store's own account, the amount due and the order number as reference."""

    code = "bank_transfer"

    def label(self) -> str:
        """Bank transfer."""
        return _("Bank transfer")

    def note(self) -> str:
        """When goods leave."""
        return _("You get our account details with the order; we ship when the money has arrived.")

    def instructions(self, order: Order) -> list[tuple[str, str]]:
        """Account, amount and reference; nothing once the order is paid or cancelled."""
        if order.due.amount <= 0 or order.status == OrderStatus.CANCELLED:
            return []
        bank = StoreIdentity.load()
        rows = [
            (_("Account holder"), bank.bank_account_holder or bank.legal_entity or bank.name),
            (_("Bank"), bank.bank_name),
            (_("Account"), bank.bank_iban),
            (_("BIC or branch code"), bank.bank_bic),
            (_("Amount"), written(order.due, get_language() or order.language)),
            (_("Reference"), order.number or ""),
        ]
        return [(label, value) for label, value in rows if value]
