"""What a store's editors set once: who the store is, and how its brand looks."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.images import get_image_model_string

from sites.content.contrast import MINIMUM, contrast
from sites.tenants.context import current_store
from sites.tenants.theming import theme_colours
from sites.tenants.zones import zone_choices

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@register_setting(icon="home", order=100)
class StoreIdentity(BaseGenericSetting):
    """The store's name, logo, legal details and where to find it."""

    name = models.CharField(_("name of the store"), max_length=100)
    tagline = models.CharField(_("tagline"), max_length=150, blank=True, help_text=_("One line under or beside the name."))
    logo = models.ForeignKey(
        get_image_model_string(), verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    favicon = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("favicon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A square picture, at least 180 pixels wide."),
    )
    email = models.EmailField(_("e-mail for customers"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    legal_entity = models.CharField(_("legal entity"), max_length=150, blank=True)
    company_number = models.CharField(_("company number"), max_length=50, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=30, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("As on an envelope, one line each."))
    social_links = models.TextField(
        _("social links"), blank=True, help_text=_("One address a line, for example https://www.linkedin.com/company/…")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        choices=zone_choices,
        help_text=_(
            "The clock of the store: on order pages, in mails, for the cut-off of the day's parcels. Empty: its country's."
        ),
    )
    bank_account_holder = models.CharField(_("account holder"), max_length=100, blank=True)
    bank_name = models.CharField(_("bank"), max_length=100, blank=True)
    bank_iban = models.CharField(_("IBAN or account number"), max_length=50, blank=True)
    bank_bic = models.CharField(_("BIC, sort or branch code"), max_length=20, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldRowPanel([FieldPanel("logo"), FieldPanel("favicon")])],
            heading=_("Identity"),
        ),
        FieldPanel("time_zone"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("address"), FieldPanel("social_links")],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("legal_entity"), FieldRowPanel([FieldPanel("company_number"), FieldPanel("vat_number")])],
            heading=_("Legal"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=_("Shown to shoppers who pay by bank transfer.")),
                FieldPanel("bank_account_holder"),
                FieldPanel("bank_name"),
                FieldRowPanel([FieldPanel("bank_iban"), FieldPanel("bank_bic")]),
            ],
            heading=_("Bank account"),
        ),
    ]

    class Meta:
        verbose_name = _("store identity")

    def clean(self) -> None:
        """Social links must be web addresses."""
        for line in self.social_links.splitlines():
            if line.strip() and not re.match(r"^https?://[^\s/]+\.\S+$", line.strip()):
                raise ValidationError({"social_links": _("“%s” is not a web address: start with https://") % line.strip()})

    @property
    def address_lines(self) -> list[str]:
        """The address, line by line."""
        return [line.strip() for line in self.address.splitlines() if line.strip()]


def hex_colour(value: str) -> None:
    """Accept `#rrggbb` only: the value goes into a style sheet."""
    if not COLOUR.fullmatch(value):
        raise ValidationError(_("Write a colour as #rrggbb, for example #0b6e4f."))


class ColourField(models.CharField):
    """A `#rrggbb` colour with the browser's own colour picker; empty means the theme's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, "blank": True, "validators": [hex_colour], **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """A text field with a hint; a bare colour input could not be left empty."""
        return super().formfield(**{"widget": forms.TextInput(attrs={"placeholder": "#rrggbb", "size": 9}), **kwargs})


class BrandTokensForm(WagtailAdminModelForm):
    """Checks that text can be read on its ground before it is saved."""

    def clean(self) -> dict[str, Any]:
        """Each pair of text and ground needs a contrast of 4.5 to 1 (WCAG 2.1 AA)."""
        cleaned: dict[str, Any] = super().clean()
        of_theme = theme_colours(current_store().theme)
        for text, ground in BrandTokens.PAIRS:
            # What is empty is the theme's: one colour alone can make text unreadable as well.
            mine = [name for name in (text, ground) if cleaned.get(name)]
            pair = [cleaned.get(name) or of_theme.get(name.replace("_", "-")) for name in (text, ground)]
            # What is no colour at all is said by the field itself.
            readable = all(COLOUR.fullmatch(colour or "") for colour in pair)
            if mine and readable and (ratio := contrast(str(pair[0]), str(pair[1]))) < MINIMUM:
                self.add_error(
                    mine[0],
                    _("Too little contrast with %(ground)s: %(ratio).1f to 1, at least 4.5 to 1 is needed to be read.")
                    % {"ground": self.fields[ground if mine[0] == text else text].label.lower(), "ratio": ratio},
                )
        return cleaned


@register_setting(icon="view", order=110)
class BrandTokens(BaseGenericSetting):
    """Colours, fonts and corners of the brand; what is empty comes from the theme."""

    PAIRS = (("on_brand", "brand"), ("on_accent", "accent"), ("ink", "paper"), ("ink", "surface"))
    FONTS = [
        ("", _("as the theme")),
        ('system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', _("System sans")),
        ('"Avenir Next", Avenir, "Nunito Sans", "Segoe UI", sans-serif', _("Humanist sans")),
        ('Inter, "Helvetica Neue", Arial, sans-serif', _("Neutral sans")),
        ('"Arial Rounded MT Bold", "Varela Round", Nunito, ui-rounded, sans-serif', _("Rounded sans")),
        ('Charter, "Bitstream Charter", "Sitka Text", Cambria, serif', _("Reading serif")),
        ('"Bodoni MT", Didot, "Playfair Display", "Times New Roman", serif', _("Display serif")),
        ('ui-monospace, "Cascadia Code", Menlo, Consolas, monospace', _("Monospace")),
    ]
    RADII = [("", _("as the theme")), ("0", _("square")), ("4px", _("slight")), ("10px", _("round")), ("20px", _("very round"))]

    brand = ColourField(_("brand colour"))
    on_brand = ColourField(_("text on the brand colour"))
    accent = ColourField(_("accent colour"))
    on_accent = ColourField(_("text on the accent colour"))
    ink = ColourField(_("text"))
    paper = ColourField(_("page background"))
    surface = ColourField(_("card background"))
    heading_font = models.CharField(_("font of headings"), max_length=120, blank=True, choices=FONTS)
    body_font = models.CharField(_("font of texts"), max_length=120, blank=True, choices=FONTS)
    radius = models.CharField(_("corners"), max_length=5, blank=True, choices=RADII)

    base_form_class = BrandTokensForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("brand"), FieldPanel("on_brand")]),
                FieldRowPanel([FieldPanel("accent"), FieldPanel("on_accent")]),
                FieldRowPanel([FieldPanel("ink"), FieldPanel("paper"), FieldPanel("surface")]),
            ],
            heading=_("Colours"),
            help_text=_("Leave empty what the theme should decide. Pairs are checked for contrast."),
        ),
        MultiFieldPanel([FieldPanel("heading_font"), FieldPanel("body_font")], heading=_("Fonts")),
        FieldPanel("radius"),
    ]

    class Meta:
        verbose_name = _("brand")

    def css(self) -> str:
        """Custom properties for a style sheet; validated values only, so nothing needs escaping."""
        names = {
            "--colour-brand": self.brand,
            "--colour-on-brand": self.on_brand,
            "--colour-accent": self.accent,
            "--colour-on-accent": self.on_accent,
            "--colour-ink": self.ink,
            "--colour-paper": self.paper,
            "--colour-surface": self.surface,
            "--font-heading": self.heading_font,
            "--font-body": self.body_font,
            "--radius": self.radius,
        }
        return " ".join(f"{name}: {value};" for name, value in names.items() if value)
