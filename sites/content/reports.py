"""Reports in the admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.reports import ReportView


class SearchedReport(ReportView):
    """A report whose search works: Wagtail's offer one (`is_searchable`) and leave it out. What it is about is its
    `get_base_queryset`, rows or sums over rows.
    """

    is_searchable = True

    def get_queryset(self) -> QuerySet[Any]:
        """All of it, in the order asked for."""
        return self.order_queryset(self.get_base_queryset())  # type: ignore[no-any-return]

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """Filtered and searched, each once."""
        return self.search_queryset(super().get_filtered_queryset())  # type: ignore[no-any-return]
