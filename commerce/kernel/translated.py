"""Short labels in several languages, kept in one column: `{"en": "Battery", "de": "Batterie"}`.

For names of attributes, choices and methods: words that belong to a fact. Texts that editors draft are `ProductCopy`.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import get_default_renderer
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sites.tenants.context import active_store
from sites.tenants.languages import default_language, spoken_languages


def in_language(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in `language` (default: the active one), else in the store's default, else in any, else nothing."""
    wanted = (language or translation.get_language() or "").split("-")[0]
    return texts.get(wanted) or texts.get(default_language()) or next((text for text in texts.values() if text), "")


class TranslatedWidget(forms.MultiWidget):
    """One input a language of the store, each labelled with its language."""

    def __init__(self, languages: list[str]) -> None:
        self.languages = languages
        names = dict(settings.LANGUAGES)
        super().__init__(
            {code: forms.TextInput(attrs={"aria-label": names.get(code, code), "lang": code}) for code in languages}
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The inputs below each other. The language stands beside each: a placeholder would be gone once words are there."""
        drawn = renderer or get_default_renderer()
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        rows = [(part["attrs"]["aria-label"], drawn.render(part["template_name"], {"widget": part})) for part in parts]
        inputs = format_html_join("", "<label><span>{}</span>{}</label>", ((label, mark_safe(text)) for label, text in rows))  # noqa: S308 - Django's own HTML
        return format_html('<div class="translated">{}</div>', inputs)

    def decompress(self, value: Any) -> list[str]:
        """Texts in the order of the languages."""
        texts = value if isinstance(value, Mapping) else {}
        return [texts.get(code, "") for code in self.languages]


class TranslatedFormField(forms.MultiValueField):
    """A text in each language of the store.

    Form classes live as long as the process and serve all stores, so the languages are asked for when a form is made:
    Django copies its fields for each form, and the copy is built anew here.
    """

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("max_length", "encoder", "decoder"):
            kwargs.pop(unused, None)
        self._given = kwargs
        self.languages = spoken_languages() if active_store() else []
        fields = [forms.CharField(required=False, max_length=200) for _code in self.languages]
        super().__init__(fields=fields, require_all_fields=False, **{**kwargs, "widget": TranslatedWidget(self.languages)})

    def __deepcopy__(self, memo: Any) -> "TranslatedFormField":
        return TranslatedFormField(**self._given)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        """Texts by language, empty ones left out."""
        return {code: text for code, text in zip(self.languages, data_list or [], strict=False) if text}

    def clean(self, value: Any) -> dict[str, str]:
        """Texts by language; languages that the store does not speak are not touched by the form's author."""
        cleaned: dict[str, str] = super().clean(value)
        if self.required and not cleaned:
            raise ValidationError(_("Write it in at least one language."))
        return cleaned


class TranslatedField(models.JSONField):
    """A column of texts by language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """Inputs for the languages of the active store."""
        return TranslatedFormField(
            required=not self.blank, label=capfirst(self.verbose_name), help_text=self.help_text, initial=dict
        )
