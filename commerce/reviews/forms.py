"""Forms that shoppers fill in. Robots are kept out by the trap and the clock of `GuardedForm`."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.reviews.models.moderated import NAME_LENGTH, TEXT_LENGTH
from commerce.reviews.pictures import MAX_COUNT, clean_picture
from commerce.reviews.services import Author
from sites.content.pages.contact import GuardedForm

STARS = [
    ("5", _("5 stars: excellent")),
    ("4", _("4 stars: good")),
    ("3", _("3 stars: fair")),
    ("2", _("2 stars: poor")),
    ("1", _("1 star: bad")),
]
QUESTION_LENGTH = 1000


class PicturesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Up to four pictures, answered as clean JPEGs."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PicturesInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:  # type: ignore[override]
        """Every file looked at. Raises ValidationError."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MAX_COUNT:
            raise ValidationError(_("Choose four pictures at most."))
        return [clean_picture(super(PicturesField, self).clean(file, initial)) for file in files]


def name_field() -> forms.CharField:
    """The name that stands beside the text."""
    return forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("Shown beside your text. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def email_field(help_text: Any) -> forms.EmailField:
    """An e-mail address that is never shown."""
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(label=_("E-mail"), required=False, max_length=254, help_text=help_text, widget=widget)


def text_field(label: Any, *, most: int = TEXT_LENGTH, required: bool = True) -> forms.CharField:
    """Room for words."""
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": 6}))


class OpinionForm(forms.Form):
    """Stars, words and pictures about one product."""

    stars = forms.ChoiceField(label=_("Your rating"), choices=STARS, widget=forms.RadioSelect)
    title = forms.CharField(label=_("In a few words"), max_length=120, required=False)
    text = text_field(_("Your review"), required=False)
    pictures = PicturesField(
        label=_("Pictures"), help_text=_("Up to four, 8 MB each: JPEG, PNG or WebP. Place and camera are taken out.")
    )

    @property
    def is_begun(self) -> bool:
        """Whether anything was filled in."""
        names = ("stars", "title", "text")
        return any(self.data.get(self.add_prefix(name), "").strip() for name in names) or bool(
            self.files.get(self.add_prefix("pictures"))
        )


class NamedForm(GuardedForm):
    """Who writes."""

    author_name = name_field()

    def author(self, language: str) -> Author:
        """The checked answers."""
        return Author(self.cleaned_data["author_name"], self.cleaned_data.get("author_email", ""), language)


class ReviewForm(NamedForm, OpinionForm):
    """A review of one product."""

    text = text_field(_("Your review"))
    author_email = email_field(_("Never shown. With the address of your order, your review is marked as a verified purchase."))
    field_order: Sequence[str] = ("stars", "title", "text", "pictures", "author_name", "author_email")


class QuestionForm(NamedForm):
    """A question about a product."""

    text = text_field(_("Your question"), most=QUESTION_LENGTH)
    author_email = email_field(_("Never shown. We write to you when there is an answer."))
    field_order: Sequence[str] = ("text", "author_name", "author_email")


class AnswerForm(NamedForm):
    """An answer to another shopper's question."""

    text = text_field(_("Your answer"), most=QUESTION_LENGTH)
    field_order: Sequence[str] = ("text", "author_name")
