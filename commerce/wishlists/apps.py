"""The wish lists app."""

from django.apps import AppConfig


class WishListsConfig(AppConfig):
    """Lists of what shoppers want."""

    name = "commerce.wishlists"
    label = "wishlists"
    verbose_name = "Wish lists"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Join lists at log-in, register the recurring work."""
        from commerce.wishlists import subscribers, tasks  # noqa: F401, PLC0415 - models must be loaded first
