"""The form of a product's words: whose they are, and when they go live."""

from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, PublishingPanel

from commerce.catalogue.models import ProductCopy

SCHEDULE = {"go_live_at", "expire_at"}


class WordsForm(WagtailAdminModelForm):
    """Words stay with the product that they were written for. A date that has passed is no longer proposed: words that came down
    could not be published again before somebody had found and emptied it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "product" in self.fields:
            self.fields["product"].disabled = True
        for name in SCHEDULE & self.fields.keys():
            if self.initial.get(name) and self.initial[name] <= timezone.now():
                self.initial[name] = None

    def clean(self) -> dict[str, Any]:
        """Of a language, no two texts have an address or a product in common. The form does not ask for the language, so neither
        does Django, and the database would refuse what was typed.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        others = ProductCopy.objects.filter(locale=self.instance.locale_id).exclude(pk=self.instance.pk)
        for name in ("slug", "product"):
            if cleaned.get(name) and others.filter(**{name: cleaned[name]}).exists():
                self.add_error(name, self.instance.unique_error_message(ProductCopy, (name,)))
        return cleaned


class OwnerPanel(FieldPanel):
    """The product of new words; of others it is said above, with a link."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel of one text."""

        def is_shown(self) -> bool:
            """Only while the words are new."""
            return bool(super().is_shown()) and self.instance.pk is None


class SchedulePanel(PublishingPanel):
    """When words go live and come down, with the clock that the dates are read by."""

    class BoundPanel(PublishingPanel.BoundPanel):
        """The dialog of one text."""

        template_name = "backoffice/schedule_words.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Whose clock, and what is still to be done."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            clock = {"zone": timezone.get_current_timezone_name(), "now": timezone.localtime()}
            return context | {"clock": clock, "may_publish": self.may_publish()}

        def may_publish(self) -> bool:
            """Whether this person makes the schedule effective, or only proposes it."""
            return bool(self.request.user.has_perm("catalogue.publish_productcopy"))
