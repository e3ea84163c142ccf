"""The users app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """People."""

    name = "sites.users"
    label = "users"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
