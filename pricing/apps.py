"""The pricing app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """Price lists and all money arithmetic."""

    name = "pricing"
    label = "pricing"
    verbose_name = "Prices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Prices change by the clock too."""
        from pricing.selectors import next_change_of_lists  # noqa: PLC0415 - models must be loaded first
        from pricing.services import keep_list_dates  # noqa: PLC0415
        from sites.content.moments import watch_moments  # noqa: PLC0415

        watch_moments(
            "price lists",
            next_after=next_change_of_lists,
            arrive=lambda since, now: keep_list_dates(since=since, now=now),
        )
