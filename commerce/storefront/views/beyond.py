"""A page of a list that does not exist."""

from django.http import Http404
from django.utils.translation import gettext as _


class PageBeyond(Http404):
    """The list ends before the page asked for. Knows where its last page is."""

    def __init__(self, last_url: str, pages: int) -> None:
        super().__init__(_("This list has only %(pages)s pages.") % {"pages": pages})
        self.last_url, self.pages = last_url, pages
