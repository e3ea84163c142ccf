"""Start-up: apply the fixes, check the server."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TenantsConfig(AppConfig):
    """Stores, domains and the walls between them."""

    name = "sites.tenants"
    label = "tenants"
    verbose_name = "Stores"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Patch what leaks, before the first request; refuse a server that cannot keep stores apart."""
        import sites.celery  # noqa: F401, PLC0415 - makes ours the current Celery application
        from sites.tenants import checks, jobs, languages, patches  # noqa: F401, PLC0415 - models must be loaded first

        patches.apply_all()
        connection_created.connect(checks.refuse_unfit_server, dispatch_uid="uplink-server-version")
