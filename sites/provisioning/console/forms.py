"""Forms of the console."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.provisioning.order import StoreOrder, check_order, order_of
from sites.tenants.hosts import normalise_host
from sites.tenants.models import Store
from sites.tenants.theming import PLATFORM, theme_choices


def shop_themes() -> list[tuple[str, str]]:
    """(name, label) of the themes that a shop may wear."""
    return [pair for pair in theme_choices() if pair[0] != PLATFORM]


class NewStoreForm(forms.Form):
    """What `create_store` needs."""

    name = forms.CharField(label=_("Name"), max_length=100)
    domain = forms.CharField(label=_("Host name"), max_length=253, help_text=_("Such as shop.example.com."))
    theme = forms.ChoiceField(label=_("Theme"))
    country = forms.CharField(label=_("Country"), max_length=2, help_text=_("ISO code: GB, DE, ZA …"))
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("ISO code: GBP, EUR, ZAR …"))
    tax_display = forms.ChoiceField(label=_("Prices"), choices=Store.Tax.choices)
    default_language = forms.ChoiceField(label=_("Default language"), choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(label=_("Further languages"), choices=settings.LANGUAGES, required=False)
    owner_email = forms.EmailField(label=_("Owner's e-mail"), help_text=_("Gets a link to set a password."))
    schema = forms.CharField(label=_("Schema"), max_length=40, required=False, help_text=_("Made from the name when empty."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = shop_themes()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask the service whether such a store can be made; its sentences stand at the fields."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                check_order(self.order())
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned

    def order(self) -> StoreOrder:
        """The order, from the cleaned answers."""
        return order_of(self.cleaned_data)


class StoreForm(forms.ModelForm):
    """A store that exists. A theme that is not installed would leave shoppers without a single page."""

    theme = forms.ChoiceField(label=_("Theme"))

    class Meta:
        model = Store
        fields = ["name", "theme", "tax_display", "owner_email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "theme" in self.fields:
            self.fields["theme"].choices = shop_themes()  # type: ignore[attr-defined]


class DomainFormSet(forms.BaseInlineFormSet):
    """The host names of a store: one at least, and none at which the console itself answers."""

    def clean(self) -> None:
        """Refuse what would leave the shop without an address."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data.get("domain") and not form.cleaned_data.get("DELETE")]
        if not kept:
            raise ValidationError(_("A store needs one host name at least."))
        for form in kept:
            host = normalise_host(form.cleaned_data["domain"])
            if host in settings.PLATFORM_HOSTS:
                form.add_error("domain", _("%(host)s is the platform's own host.") % {"host": host})


class ConfirmForm(forms.Form):
    """The store's name, typed out."""

    confirmed = forms.CharField(
        label=_("Name of the store"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
