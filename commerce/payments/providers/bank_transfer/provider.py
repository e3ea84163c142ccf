"""What to tell the shopper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.orders.models import Order
from commerce.orders.states import OrderStatus
from commerce.payments.providers import Lack
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
        if self.lack():
            return _("We send you our bank details after the order; we ship when the money has arrived.")
        return _("You get our account details with the order; we ship when the money has arrived.")

    def lack(self) -> Lack | None:
        """The number of the account: nobody can pay without it."""
        if StoreIdentity.load().bank_iban.strip():
            return None
        sentence = _(
            "No bank account is entered: shoppers who pay by bank transfer read that you will send them your bank details."
        )
        return Lack(sentence, StoreIdentity)

    def instructions(self, order: Order) -> list[tuple[str, str]]:
        """Account, amount and reference; nothing once the order is paid or cancelled. While the store has entered no account
        (`lack`), what is known: amount and reference.
        """
        if order.due.amount <= 0 or order.status == OrderStatus.CANCELLED:
            return []
        bank = StoreIdentity.load()
        account = [
            (_("Account holder"), bank.bank_account_holder or bank.legal_entity or bank.name),
            (_("Bank"), bank.bank_name),
            (_("Account"), bank.bank_iban.strip()),
            (_("BIC or branch code"), bank.bank_bic),
        ]
        rows = [
            *(account if bank.bank_iban.strip() else ()),
            (_("Amount"), written(order.due, get_language() or order.language)),
            (_("Reference"), order.number or ""),
        ]
        return [(label, value) for label, value in rows if value]
