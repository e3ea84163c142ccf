"""Payment by bank transfer: the shopper sends money, staff mark it as received."""

from commerce.payments.providers.bank_transfer.provider import BankTransfer

provider = BankTransfer()
