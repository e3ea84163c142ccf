"""The ops app; it has no tables of its own."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """The operators' console."""

    name = "sites.ops"
    label = "ops"
    verbose_name = "Operations"
