"""Settings → Redirects: one redirect, typed as people know addresses. Judged as the lines of a list are."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import CreateView, EditView

from sites.content.found.places import OtherHost, Place, path_of, places
from sites.content.found.redirects import LONGEST, Line, plan_redirects
from sites.tenants.context import current_store

LEADS_AWAY = URLValidator(schemes=["http", "https"])


def begun(text: str, *, hosts: Sequence[str]) -> str:
    """What was typed, with the beginning that people leave out: `old-page` is `/old-page`, `shop.example/old` has a scheme."""
    typed = text.strip()
    first = typed.partition("/")[0]
    if first.partition(":")[0].lower() in hosts:
        return f"https://{typed}"
    return typed if not first or ":" in first else f"/{typed}"


class StoreRedirectForm(RedirectForm):
    """From an address of this store to a page, to another of its addresses, or away. What was typed stays on an error."""

    # A store has one site: nothing to choose.
    site = None
    old_path = forms.CharField(
        label=gettext_lazy("Redirect from"),
        max_length=400,
        help_text=gettext_lazy("The old address, as /old-page or copied whole from the browser."),
    )
    redirect_link = forms.CharField(
        label=gettext_lazy("or to an address"),
        max_length=400,
        required=False,
        help_text=gettext_lazy(
            "Of a product, for example /products/door-sensor/, or a whole address of another website that begins with https://."
        ),
    )

    class Meta(RedirectForm.Meta):
        model = Redirect
        fields = ("old_path", "redirect_page", "redirect_link", "is_permanent")

    def __init__(self, *args: Any, hosts: Sequence[str] = (), **kwargs: Any) -> None:
        self.hosts = (current_store().primary_host, *hosts)
        self.away = False
        self.place: Place | None = None
        super().__init__(*args, **kwargs)
        page = self.instance.redirect_page
        if page is not None and self.instance.redirect_page_route_path:
            # A product: a page with a route below it, which is no page to choose.
            self.initial |= {"redirect_page": None, "redirect_link": self.instance.link}

    def clean_old_path(self) -> str:
        """As redirects keep it; refuses addresses of other websites."""
        try:
            return path_of(begun(self.cleaned_data["old_path"], hosts=self.hosts), hosts=self.hosts)
        except OtherHost as other:
            raise forms.ValidationError(_("This is not an address of this store: only its own can lead elsewhere.")) from other

    def clean_redirect_link(self) -> str:
        """Whole; an address of another website is checked for its form alone."""
        text = begun(self.cleaned_data["redirect_link"], hosts=self.hosts)
        if not text or (text.startswith("/") and not text.startswith("//")):
            return text
        if urlsplit(text).hostname in self.hosts:
            return text
        try:
            LEADS_AWAY(text)
        except forms.ValidationError as wrong:
            raise forms.ValidationError(_("This is not an address. Begin with a slash, or with https://.")) from wrong
        if len(text) > LONGEST:
            raise forms.ValidationError(_("Addresses have at most 255 characters."))
        self.away = True
        return text

    def clean(self) -> dict[str, Any]:
        """Asks for one of the two places, and judges the redirect as a line of a list is judged."""
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors:
            return cleaned
        page, link = cleaned.get("redirect_page"), cleaned.get("redirect_link", "")
        if bool(page) == bool(link):
            self.add_error("redirect_link", _("Choose a page or write an address, one of the two."))
        elif self.away:
            self.judge_old(cleaned["old_path"])
        else:
            target = link or (page.url if page else "") or ""
            (line,) = plan_redirects([(1, cleaned["old_path"], target)], hosts=self.hosts, instead_of=self.instance.pk)
            self.take(line, cleaned)
        return cleaned

    def judge_old(self, path: str) -> None:
        """Nothing may stand at the old address."""
        if places({path}):
            self.add_error("old_path", _("There is a page at the old address; it would never be asked for a redirect."))

    def take(self, line: Line, cleaned: dict[str, Any]) -> None:
        """What the judge says: an error, or the place to which it leads."""
        if line.error or line.place is None:
            self.add_error(None, line.error)
            return
        cleaned |= {"redirect_link": line.place.link}
        self.place = line.place

    def _get_validation_exclusions(self) -> set[str]:
        """The model takes whole addresses alone; the form has judged what was typed."""
        return {*super()._get_validation_exclusions(), "redirect_link"}

    def _post_clean(self) -> None:
        """A page with its route is put into the row before the model looks at it."""
        super()._post_clean()
        if self.place is not None and not self.errors:
            self.instance.redirect_page_id = self.place.page_id
            self.instance.redirect_page_route_path = self.place.route


class KnowsHosts:
    """Gives the form the host under which the admin is open: it is one of the store's addresses."""

    form_class = StoreRedirectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the host."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"hosts": [self.request.get_host().partition(":")[0]]}  # type: ignore[attr-defined]


class AddRedirect(KnowsHosts, CreateView):
    """Settings → Redirects → Add."""


class ChangeRedirect(KnowsHosts, EditView):
    """The same for one that is there."""
