"""The content app."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Pages, blocks and settings."""

    name = "sites.content"
    label = "content"
    verbose_name = "Content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for what makes cached page furniture stale."""
        from sites.content import generation  # noqa: PLC0415 - models must be loaded first

        generation.connect()
