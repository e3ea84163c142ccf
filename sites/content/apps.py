"""The content app."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class ContentConfig(AppConfig):
    """Pages, blocks and settings."""

    name = "sites.content"
    label = "content"
    verbose_name = "Content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for what makes cached page furniture stale, and for new pictures; compare versions readably."""
        from sites.content import comparing, generation, renditions  # noqa: PLC0415 - models must be loaded first
        from sites.content.clock import chosen_zone  # noqa: PLC0415
        from sites.content.images import StoreImage  # noqa: PLC0415
        from sites.tenants.clock import ask_for_the_zone  # noqa: PLC0415

        ask_for_the_zone(chosen_zone)
        generation.connect()
        comparing.register()
        post_save.connect(renditions.image_saved, sender=StoreImage, dispatch_uid="uplink-renditions")
