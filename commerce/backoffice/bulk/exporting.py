"""Exporting the products that somebody has selected in the listing."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from commerce.backoffice.bulk.selection import selected
from commerce.backoffice.sheets.forms import FORMS, kinds
from commerce.backoffice.sheets.views import BASE, exported, need
from commerce.catalogue.models import Product


class SelectedForm(forms.Form):
    """Which sheet of them, in which form."""

    kind = forms.ChoiceField(label=_("What"), choices=kinds)
    form = forms.ChoiceField(label=_("As"), choices=FORMS)


class ExportSelected(SnippetBulkAction):
    """A sheet of the selected products: at once, or in the background where they are many."""

    models: ClassVar = [Product]
    display_name = _("Export")
    aria_label = _("Export the selected products")
    action_type = "export"
    action_priority = 60
    template_name = "backoffice/bulk/export.html"
    form_class = SelectedForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who may see sheets."""
        if not request.user.has_perm(BASE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> Any:
        """The form."""
        return self.form_class

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and how many products."""
        return {
            "form": kwargs.get("form") or self.get_form(),
            "count": len(selected(self.request)),
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
            "view": self,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        """The file, or the job that writes it. Raises PermissionDenied for a sheet that this person may not change."""
        need(self.request, form.cleaned_data["kind"])
        return exported(
            self.request, kind=form.cleaned_data["kind"], form=form.cleaned_data["form"], products=selected(self.request)
        )
