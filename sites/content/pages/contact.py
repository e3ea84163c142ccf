"""A form that editors compose; messages are stored and mailed. Robots are kept out by a trap and a clock."""

import logging
import time
from typing import Any, ClassVar

from django import forms
from django.core.mail import EmailMessage
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractFormField, EmailFormMixin, FormMixin
from wagtail.fields import RichTextField

from sites.content.pages.base import HOME, BasePage
from sites.tenants.signing import sign, unsign

logger = logging.getLogger(__name__)

TRAP = "website_address"
CLOCK = "form_opened"
# Nobody fills in a form in less; a page left open for a day should be sent again.
LEAST_SECONDS, MOST_SECONDS = 2, 24 * 3600
LIMIT = 5_000


class ContactField(AbstractFormField):
    """One field of the form."""

    page = ParentalKey("ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class GuardedForm(forms.Form):
    """Adds a field that people do not see, and the time at which the form was opened, signed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user", None)
        self.page = kwargs.pop("page", None)
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(
            required=False,
            label=_("Leave this empty"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "class": "trap", "aria-hidden": "true"}),
        )
        self.fields[TRAP].is_trap = True  # type: ignore[attr-defined]
        self.fields[CLOCK] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=sign(str(int(time.time())), purpose="form")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what a robot sent. The person's words stay in the form."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        trap, opened = cleaned.pop(TRAP, ""), unsign(cleaned.pop(CLOCK, "") or "", purpose="form")
        age = time.time() - int(opened) if opened else 0
        if trap or not LEAST_SECONDS <= age <= MOST_SECONDS:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix(CLOCK)] = sign(str(int(time.time())), purpose="form")  # type: ignore[index]
            raise forms.ValidationError(_("This looked like an automatic message. Please wait a moment and send it again."))
        return cleaned


class GuardedFormBuilder(FormBuilder):
    """Builds the editors' fields on `GuardedForm`."""

    def get_form_class(self) -> type[forms.Form]:
        """A form class of the page's fields."""
        return type("ContactForm", (GuardedForm,), self.formfields)

    def create_multiline_field(self, _field: Any, options: Any) -> forms.CharField:
        """A text area with an upper bound."""
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), **{"max_length": LIMIT, **options})


class ContactPage(EmailFormMixin, FormMixin, BasePage):
    """A contact form."""

    intro = models.TextField(_("introduction"), blank=True)
    thank_you_text = RichTextField(_("after sending"), blank=True, features=["bold", "link", "ul"])

    is_same_for_all = False
    form_builder = GuardedFormBuilder
    parent_page_types: ClassVar = [HOME]
    subpage_types: ClassVar[list[str]] = []
    template = "shop/contact.html"
    landing_page_template = "shop/contact_thanks.html"
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("form_fields", label=_("field"), heading=_("Fields")),
        FieldPanel("thank_you_text"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("to_address"), FieldPanel("from_address")]), FieldPanel("subject")],
            heading=_("Mail each message to"),
        ),
    ]

    class Meta:
        verbose_name = _("contact page")

    def send_mail(self, form: forms.Form) -> None:
        """Mail the message to the store, answerable to the one who wrote it. It is stored already, so a mail server that is
        away costs the mail alone, not the message, and the writer need not send it twice.
        """
        writer = next((form.cleaned_data[f.name] for f in form if isinstance(f.field, forms.EmailField)), "")
        message = EmailMessage(
            subject=" ".join((self.subject or self.title).split()),
            body=self.render_email(form),
            from_email=self.from_address or None,
            to=[address.strip() for address in self.to_address.split(",")],
            reply_to=[writer] if writer else None,
        )
        try:
            message.send()
        except OSError:
            logger.exception("A message of the contact form was stored and could not be mailed.")
