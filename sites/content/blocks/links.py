"""A link to a page of the store, or to an address."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class LinkValue(blocks.StructValue):
    """Knows where the link leads."""

    @property
    def href(self) -> str:
        """The page's address when it is live, else the address typed in, else nothing."""
        page = self.get("page")
        if page and page.live:
            return str(page.url or "")
        return str(self.get("url") or "")

    @property
    def text(self) -> str:
        """The link's text, else the page's title."""
        page = self.get("page")
        return str(self.get("title") or (page.title if page else "") or self.href)


class LinkBlock(blocks.StructBlock):
    """Text that leads to a page or an address."""

    title = blocks.CharBlock(label=_("text"), max_length=60, required=False, help_text=_("Empty: the title of the page."))
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.CharBlock(label=_("or address"), required=False, max_length=500, help_text=_("https://…, mailto:… or /path/"))

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("Leads to a page of the store, or to any address.")
        value_class = LinkValue
        preview_value: ClassVar = {"title": "Delivery and returns", "url": "/delivery/"}

    def clean(self, value: Any) -> Any:
        """One target, and only addresses a browser may safely follow."""
        cleaned = super().clean(value)
        if not cleaned.get("page") and not cleaned.get("url"):
            raise StructBlockValidationError({"page": ValidationError(_("Choose a page, or write an address."))})
        if cleaned.get("url") and not is_safe_address(cleaned["url"]):
            raise StructBlockValidationError({"url": ValidationError(_("Start with https://, mailto:, tel:, / or #."))})
        return cleaned


def is_safe_address(address: str) -> bool:
    """Whether a browser may follow it: no javascript:, no data:."""
    return address.strip().lower().startswith(("https://", "http://", "mailto:", "tel:", "/", "#"))
