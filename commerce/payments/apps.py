"""The payments app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The ledger of what was paid, and the providers."""

    name = "commerce.payments"
    label = "payments"
    verbose_name = "Payments"
    default_auto_field = "django.db.models.BigAutoField"
