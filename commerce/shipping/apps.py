"""The shipping app."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ShippingConfig(AppConfig):
    """Ways to deliver, and when."""

    name = "commerce.shipping"
    label = "shipping"
    verbose_name = "Shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A change of the calendar shows on every product page at once."""
        from commerce.shipping.models import DispatchDays, Holiday  # noqa: PLC0415 - models must be loaded first
        from sites.content.generation import bump_generation  # noqa: PLC0415

        for model in (DispatchDays, Holiday):
            for signal in (post_save, post_delete):
                signal.connect(bump_generation, sender=model, dispatch_uid=f"dispatch-{model.__name__}-{id(signal)}")
