"""The storefront app."""

from datetime import datetime

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    """What shoppers see."""

    name = "commerce.storefront"
    label = "storefront"
    verbose_name = "Storefront"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Supply pages and blocks, listen to what makes the shelf stale."""
        from commerce.storefront import subscribers, supplied  # noqa: F401, PLC0415 - models must be loaded first
        from commerce.storefront.found import supplied as found_supplied  # noqa: F401, PLC0415
        from commerce.storefront.found.mentions import follow_references  # noqa: PLC0415
        from commerce.storefront.search import subscribers as _of_search  # noqa: F401, PLC0415
        from sites.tenants.background import work_done  # noqa: PLC0415

        work_done.connect(follow_references, dispatch_uid="uplink-mentions")
        self.watch_tax_rates()

    @staticmethod
    def watch_tax_rates() -> None:
        """A new rate moves every price that is shown with tax: the whole shelf, in the background."""
        from commerce.storefront.subscribers import rebuild_later  # noqa: PLC0415 - models must be loaded first
        from commerce.tax.selectors import next_change_of_rates  # noqa: PLC0415
        from sites.content.moments import watch_moments  # noqa: PLC0415

        def arrive(since: datetime, now: datetime) -> None:
            begun = next_change_of_rates(since)
            if begun is not None and begun <= now:
                rebuild_later()

        watch_moments("tax rates", next_after=next_change_of_rates, arrive=arrive)
