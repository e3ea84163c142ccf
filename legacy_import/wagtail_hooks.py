"""What the importer adds to the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from commerce.backoffice.policies import ReadOnlyPolicy
from legacy_import.models import ImportRun
from legacy_import.viewsets import ImportRunViewSet

register_permission_policy(ImportRun, ReadOnlyPolicy(ImportRun), exact_class=True)


@hooks.register("register_admin_viewset")
def imports() -> ImportRunViewSet:
    """Imports."""
    return ImportRunViewSet()
