"""Making redirects: one for an address that was not found, many from a list."""

import secrets
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from sites.content.found.admin.redirect_form import begun
from sites.content.found.lists import UnreadableList, pairs_of, text_of
from sites.content.found.models import MissedAddress
from sites.content.found.redirects import apply_redirects, plan_redirects
from sites.tenants.addresses import base_url
from sites.tenants.context import current_store

ADD = "wagtailredirects.add_redirect"
# So long a checked list waits for its "import".
WAITS = 3600
# So many lines are shown; all are imported.
SHOWN = 500


class TargetForm(forms.Form):
    """Where an address should lead: a page, or an address of the store such as that of a product."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Lead to a page"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser(),
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("or to an address"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Of a product, for example /products/door-sensor/"),
    )

    def clean(self) -> dict[str, Any]:
        """Asks for one of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            raise forms.ValidationError(_("Choose a page or write an address, one of the two."))
        return cleaned


class ListForm(forms.Form):
    """A list of redirects."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV with two columns: the old address and the new one. Commas, semicolons or tabs; up to 10,000 lines."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )


def may_add(request: HttpRequest) -> None:
    """Raise PermissionDenied for whoever may not make redirects."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied


def redirect_missed(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a redirect of an address that was not found; it leaves the report."""
    may_add(request)
    missed = get_object_or_404(MissedAddress, pk=pk)
    form = TargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        page = form.cleaned_data["page"]
        target = (page.url or "") if page else begun(form.cleaned_data["address"], hosts=[current_store().primary_host])
        (line,) = plan_redirects([(1, missed.path, target)], hosts=[request.get_host()])
        if line.error:
            form.add_error(None, line.error)
        else:
            apply_redirects([line])
            messages.success(request, _("“%(old)s” leads to %(new)s from now on.") % {"old": missed.path, "new": line.new_path})
            missed.delete()
            return redirect("missed_report")
    return render(request, "backoffice/found/redirect.html", {"form": form, "missed": missed})


def import_redirects(request: HttpRequest) -> HttpResponse:
    """Take a list, show what will become of each line, import it when told to."""
    may_add(request)
    if request.method == "POST" and "token" in request.POST:
        return import_checked(request, str(request.POST["token"])[:64])
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            pairs = pairs_of(text_of(form.cleaned_data["file"].read()))
        except UnreadableList as why:
            form.add_error("file", str(why))
        else:
            return show_plan(request, pairs)
    return render(request, "backoffice/found/import.html", {"form": form, "base": base_url()})


def show_plan(request: HttpRequest, pairs: list[tuple[int, str, str]]) -> HttpResponse:
    """What will become of each line; refused ones first."""
    lines = plan_redirects(pairs, hosts=[request.get_host()])
    token = secrets.token_urlsafe(16)
    cache.set(f"uplink.redirects.{token}", pairs, WAITS)
    refused = [line for line in lines if line.error]
    good = [line for line in lines if not line.error]
    context = {
        "refused": refused[:SHOWN],
        "good": good[:SHOWN],
        "bad_count": len(refused),
        "good_count": len(good),
        "token": token,
    }
    return render(request, "backoffice/found/plan.html", context)


def import_checked(request: HttpRequest, token: str) -> HttpResponse:
    """Import the list that was shown, judged anew: something may have been published meanwhile."""
    pairs = cache.get(f"uplink.redirects.{token}")
    if pairs is None:
        messages.error(request, _("This list has waited too long. Please choose the file again."))
        return redirect("wagtailredirects:start_import")
    cache.delete(f"uplink.redirects.{token}")
    count = apply_redirects(plan_redirects(pairs, hosts=[request.get_host()]))
    messages.success(
        request, ngettext("%(count)d redirect was imported.", "%(count)d redirects were imported.", count) % {"count": count}
    )
    return redirect("wagtailredirects:index")
