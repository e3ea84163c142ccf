"""From texts by the old shop's language ids to texts by our language codes."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.text import slugify

from legacy_import.prestashop.catalogue import Catalogue


class Languages:
    """The languages of the old shop that ours can speak, its default one first."""

    def __init__(self, catalogue: Catalogue) -> None:
        active = [language for language in catalogue.languages if language.active]
        default = catalogue.default_language()
        ordered = sorted(active, key=lambda language: (default is None or language.id != default.id, language.id))
        self.codes = {
            language.id: language.code.split("-")[0]
            for language in ordered
            if language.code.split("-")[0] in settings.LANGUAGE_CODES
        }

    def texts(self, by_id: Mapping[int, str], *, most: int | None = None) -> dict[str, str]:
        """Texts by language code, empty ones left out."""
        return {code: by_id[pk][:most] for pk, code in self.codes.items() if by_id.get(pk)}

    def first(self, by_id: Mapping[int, str]) -> str:
        """The text in the default language, else in any."""
        return next(iter(self.texts(by_id).values()), "")


def code_of(prefix: str, name: str, legacy_id: int, *, most: int = 60) -> str:
    """A code for an attribute or choice: readable, and unique through the old id."""
    return f"{prefix}{slugify(name)[: most - len(prefix) - 12]}-{legacy_id}".strip("-")
