"""The provisioning app; it has no tables of its own."""

from django.apps import AppConfig


class ProvisioningConfig(AppConfig):
    """Making stores."""

    name = "sites.provisioning"
    label = "provisioning"
    verbose_name = "Provisioning"

    def ready(self) -> None:
        """Keep sites in step with domains."""
        from sites.provisioning import site  # noqa: F401, PLC0415 - models must be loaded first
