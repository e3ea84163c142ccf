"""The notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Mails to customers."""

    name = "commerce.notifications"
    label = "notifications"
    verbose_name = "Notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen."""
        from commerce.notifications import subscribers  # noqa: F401, PLC0415 - models must be loaded first
