"""The input of an attribute: which one its kind has."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser

from commerce.catalogue.models import Attribute, AttributeChoice
from commerce.catalogue.typing_numbers import TypedDecimalField
from commerce.catalogue.wording import FEATURES, plain, text_of_rich, whitelisted
from commerce.kernel.translated import TranslatedFormField, TranslatedWidget, in_language

Kind = Attribute.Kind
LONGEST_TEXT = 2000
# The choice that stands for a text nobody made a choice of, as imported products have them.
AS_WRITTEN = "as-written"


class TextsField(TranslatedFormField):
    """A text in each language, long enough for a sentence or two."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = tuple(forms.CharField(required=False, max_length=LONGEST_TEXT) for _code in self.languages)


class RichTextsWidget(TranslatedWidget):
    """An editor for each language."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(languages)
        labels = [widget.attrs["aria-label"] for widget in self.widgets]
        self.widgets = [
            DraftailRichTextArea(features=list(FEATURES), attrs={"aria-label": label, "lang": code})
            for code, label in zip(languages, labels, strict=True)
        ]


class RichTextsField(TranslatedFormField):
    """Formatted text in each language, with nothing in it that the editor could not have made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = tuple(forms.CharField(required=False, max_length=10 * LONGEST_TEXT) for _code in self.languages)
        self.widget = RichTextsWidget(self.languages)
        self.widget.is_required = self.required

    def compress(self, data_list: list[str]) -> dict[str, str]:
        """Sanitised texts by language; an editor without words in it is empty."""
        texts = super().compress([whitelisted(text or "") for text in data_list or []])
        return {code: text for code, text in texts.items() if text_of_rich(text)}


class KnownChoiceField(forms.ChoiceField):
    """One choice; the error says what to do, not what the database calls it."""

    default_error_messages = {"invalid_choice": gettext_lazy("This choice is no longer there. Choose another.")}


class KnownChoicesField(forms.MultipleChoiceField):
    """Several choices."""

    default_error_messages = {"invalid_choice": gettext_lazy("A choice is no longer there. Choose again.")}


def field_for(attribute: Attribute, *, required: bool, several: bool, as_written: str) -> forms.Field:
    """The input of an attribute.

    `several`: it has several rows now, so it keeps room for several, whatever its kind says. `as_written`: the text it has
    now in place of a choice, offered so that saving does not lose it.
    """
    common: dict[str, Any] = {"label": str(attribute), "required": required}
    if attribute.kind in Attribute.CHOSEN:
        return choice_field(attribute, several=several or attribute.kind == Kind.CHOICES, as_written=as_written, **common)
    makers: Mapping[str, Callable[..., forms.Field]] = {
        Kind.RICH_TEXT: RichTextsField,
        Kind.BOOLEAN: yes_or_no_field,
        Kind.DATE: date_field,
        Kind.FILE: file_field,
    }
    if attribute.kind == Kind.NUMBER:
        return number_field(attribute, **common)
    return makers.get(attribute.kind, TextsField)(**common)


def choice_field(attribute: Attribute, *, several: bool, as_written: str, required: bool, label: str) -> forms.Field:
    """Check boxes for several, a list for one; colours as swatches."""
    options: list[tuple[str, Any]] = [(str(choice.pk), choice_label(choice)) for choice in attribute.choices.all()]
    if as_written:
        options.append((AS_WRITTEN, _("%(text)s (as written)") % {"text": as_written}))
    if several:
        return KnownChoicesField(label=label, required=required, choices=options, widget=forms.CheckboxSelectMultiple)
    options.insert(0, ("", _("not filled in")))
    widget = forms.RadioSelect if attribute.kind == Kind.COLOUR else forms.Select
    return KnownChoiceField(label=label, required=required, choices=options, widget=widget)


def choice_label(choice: AttributeChoice) -> str | SafeString:
    """Its label, with its swatch where it has a colour."""
    label = in_language(choice.labels) or choice.code
    if not choice.swatch:
        return label
    return format_html('<span class="swatch" style="--swatch: {}" aria-hidden="true"></span> {}', choice.swatch, label)


def number_field(attribute: Attribute, *, required: bool, label: str) -> forms.Field:
    """A number between the attribute's least and greatest value, with its unit beside it."""
    field = TypedDecimalField(
        label=label,
        required=required,
        max_digits=16,
        decimal_places=4,
        help_text=range_in_words(attribute),
        validators=[within(attribute)],
    )
    field.widget.attrs["data-unit"] = attribute.unit
    return field


def range_in_words(attribute: Attribute) -> str:
    """What may be written, such as "in mm, from 0 to 500"."""
    words = {"unit": attribute.unit, "least": bound(attribute.least), "most": bound(attribute.most)}
    if attribute.least is not None and attribute.most is not None:
        return (_("From %(least)s to %(most)s %(unit)s") % words).strip()
    if attribute.least is not None:
        return (_("At least %(least)s %(unit)s") % words).strip()
    if attribute.most is not None:
        return (_("At most %(most)s %(unit)s") % words).strip()
    return (_("In %(unit)s") % words) if attribute.unit else ""


def bound(number: Decimal | None) -> str:
    """A limit without needless zeros."""
    return "" if number is None else plain(number)


def within(attribute: Attribute) -> Callable[[Decimal], None]:
    """Refuses what lies outside of the attribute's range."""

    def check(number: Decimal) -> None:
        below = attribute.least is not None and number < attribute.least
        if below or (attribute.most is not None and number > attribute.most):
            raise ValidationError(
                _("%(number)s is out of range. %(range)s."),
                params={"number": plain(number), "range": range_in_words(attribute)},
            )

    return check


def yes_or_no_field(*, required: bool, label: str) -> forms.Field:
    """Yes, no, or not known."""
    options = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
    return KnownChoiceField(label=label, required=required, choices=options)


def date_field(*, required: bool, label: str) -> forms.Field:
    """A day."""
    return forms.DateField(label=label, required=required, widget=AdminDateInput())


def file_field(*, required: bool, label: str) -> forms.Field:
    """One of the store's documents."""
    return forms.ModelChoiceField(
        label=label, required=required, queryset=get_document_model().objects.all(), widget=AdminDocumentChooser()
    )
