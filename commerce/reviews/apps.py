"""The reviews app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews, questions and answers."""

    name = "commerce.reviews"
    label = "reviews"
    verbose_name = "Reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Supply ratings, listen to parcels, register the recurring work."""
        from commerce.reviews import subscribers, supplied, tasks  # noqa: F401, PLC0415 - models must be loaded first
