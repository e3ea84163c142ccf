"""The form of a category: its sort is chosen from those that listings know."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from sites.content.suppliers import NoSupplier, supply

BY_HAND = ("", _("placed by hand, then the newest"))


def sorts() -> list[tuple[str, object]]:
    """(code, label) of the sorts of a listing, which a higher floor knows; asked for each form."""
    try:
        return [BY_HAND, *supply("listing sorts")]
    except NoSupplier:
        return [BY_HAND]


class CategoryForm(WagtailAdminPageForm):
    """A category."""

    default_sort = forms.ChoiceField(
        label=_("first sorted by"),
        choices=sorts,
        required=False,
        help_text=_("Shoppers can sort otherwise. Products placed by hand stand first only in the first of these."),
    )
