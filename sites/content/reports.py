"""Reports in the admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.reports import ReportView


class SearchedReport(ReportView):
    """A report whose search works: Wagtail's offer one (`is_searchable`) and leave it out."""

    is_searchable = True

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """Filtered and searched."""
        return self.search_queryset(super().get_filtered_queryset())  # type: ignore[no-any-return]
