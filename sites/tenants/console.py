"""The console's admin site."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Console(AdminSite):
    """Django's admin, for operators, on the platform host only."""

    site_header = _("Uplink console")
    site_title = _("Uplink console")
    index_title = _("Stores and operators")
    index_template = "platform/console/index.html"
    site_url = None


console = Console(name="admin")
