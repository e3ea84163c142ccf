"""What a cell may say, and how a value is written into one. Pure: no database.

django-import-export's widgets, made strict: where those guess or fall silent, these say what is wrong, in a sentence
(ValueError). The written form of a value is the same in every language, so that what is exported can be imported.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.widgets import BooleanWidget, CharWidget, DateTimeWidget, DateWidget, DecimalWidget, IntegerWidget, Widget

from sites.tenants.clock import store_zone

BLANKS = re.compile("[\\s\u00a0\u202f'\u2019]")
# As many digits as nobody types, so that nothing is computed for hours.
PLAIN = re.compile(r"^[+-]?[0-9]{1,30}([.,][0-9]{1,30})?$")
GROUPED = re.compile(r"^[+-]?[0-9]{1,3}(?P<group>[.,])[0-9]{3}((?P=group)[0-9]{3}){0,6}((?!(?P=group))[.,][0-9]{1,30})?$")
AMBIGUOUS = re.compile(r"^[+-]?[1-9][0-9]{0,2},[0-9]{3}$")
YES = ("yes", "y", "true", "1", "ja", "on")
NO = ("no", "n", "false", "0", "nein", "nee", "off")
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A cell that says this is left as it is: what cannot be written into a sheet is exported so.
UNTOUCHED = "[unchanged]"
SEPARATOR = " | "
LARGEST = 2_147_483_647


class TextCell(CharWidget):
    """Words. `most` letters at most."""

    def __init__(self, *, most: int = 0, empty: bool = True) -> None:
        super().__init__()
        self.most, self.empty = most, empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:  # noqa: ARG002 - the library's signature
        """The text. Raises ValueError where it is too long, or empty and must not be."""
        text = clean_text(value)
        if not text and not self.empty:
            raise ValueError(_("Write something here."))
        if self.most and len(text) > self.most:
            raise ValueError(_("At most %(most)d letters; this has %(has)d.") % {"most": self.most, "has": len(text)})
        return text

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002 - the library's signature
        """The text as a sheet can hold it."""
        return "" if value is None else clean_text(value)


def clean_text(value: Any) -> str:
    """A text with newlines as one sign, and without blanks at its ends and signs that no sheet can hold."""
    return UNSPEAKABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()


class NumberCell(DecimalWidget):
    """A number, with a point or a comma before its decimals; from `least` on, `places` of them, `digits` before them."""

    def __init__(
        self,
        *,
        places: int,
        digits: int = 10,
        least: Decimal | None = None,
        most: Decimal | None = None,
        shown_places: int = 0,
    ) -> None:
        super().__init__()
        self.places, self.digits, self.least, self.most, self.shown_places = places, digits, least, most, shown_places

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:  # noqa: ARG002
        """The number; None for an empty cell. Raises ValueError for what is none, or could be two."""
        text = BLANKS.sub("", str(value))
        if not text:
            return None
        number = decimal_of(text)
        if number.adjusted() >= self.digits:
            raise ValueError(_("This number is too large."))
        if self.least is not None and number < self.least:
            raise ValueError(_("Not less than %(least)s.") % {"least": self.render(self.least)})
        if self.most is not None and number > self.most:
            raise ValueError(_("Not more than %(most)s.") % {"most": self.render(self.most)})
        if -int(number.normalize().as_tuple().exponent) > self.places:
            raise ValueError(_("At most %(places)d decimals.") % {"places": self.places})
        return number

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """With a point, without needless zeros."""
        if value is None or value == "":
            return ""
        number = Decimal(value)
        places = max(self.shown_places, -int(number.normalize().as_tuple().exponent), 0)
        return f"{number.quantize(Decimal(1).scaleb(-places)):f}"


def decimal_of(text: str) -> Decimal:
    """1.5 and 1,5 are one and a half; 1.234,50 and 1,234.50 say which is which; 1,234 does not. Raises ValueError."""
    if AMBIGUOUS.match(text):
        plain, point = text.replace(",", ""), text.replace(",", ".")
        raise ValueError(_("Is this %(plain)s or %(point)s? Write one of them.") % {"plain": plain, "point": point})
    if PLAIN.match(text):
        return Decimal(text.replace(",", "."))
    if found := GROUPED.match(text):
        return Decimal(text.replace(found["group"], "").replace(",", "."))
    raise ValueError(_("This is not a number."))


class WholeCell(IntegerWidget):
    """A whole number between `least` and `most`."""

    def __init__(self, *, least: int = -LARGEST, most: int = LARGEST) -> None:
        super().__init__()
        self.least, self.most = least, most

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int:  # noqa: ARG002
        """The number. Raises ValueError for an empty cell, a fraction, or a number beyond the bounds."""
        text = BLANKS.sub("", str(value))
        if not text:
            raise ValueError(_("Write a whole number."))
        number = decimal_of(text)
        if number.adjusted() > 12 or number != number.to_integral_value():
            raise ValueError(_("Write a whole number."))
        if not self.least <= number <= self.most:
            bounds = {"least": self.least, "most": self.most}
            raise ValueError(_("A whole number from %(least)d to %(most)d.") % bounds)
        return int(number)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """Digits."""
        return "" if value is None else str(value)


class YesNoCell(BooleanWidget):
    """yes or no; with `unset`, also nothing."""

    def __init__(self, *, unset: bool = False) -> None:
        super().__init__()
        self.unset = unset

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:  # noqa: ARG002
        """Raises ValueError for anything but yes and no: a typing error must not switch something off."""
        text = str(value).strip().lower()
        if text in YES:
            return True
        if text in NO:
            return False
        if not text and self.unset:
            return None
        raise ValueError(_("Write yes or no."))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """Always in English, as the headers are."""
        return "" if value is None else "yes" if value else "no"


class MomentCell(DateTimeWidget):
    """A moment on the store's clock, to the minute: a sheet that one person exports and another imports means the same."""

    FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d")

    def __init__(self) -> None:
        super().__init__(format=self.FORMS[0])

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime | None:  # noqa: ARG002
        """Raises ValueError for anything but a date or a date and a time."""
        text = str(value).strip()
        if not text:
            return None
        for form in self.FORMS:
            try:
                return timezone.make_aware(datetime.strptime(text, form), store_zone())  # noqa: DTZ007 - made aware here
            except ValueError:
                continue
        raise ValueError(_("Write it like 2026-11-30 or 2026-11-30 09:00."))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """To the minute."""
        return "" if value is None else timezone.localtime(value, store_zone()).strftime(self.FORMS[0])


class DayCell(DateWidget):
    """A day."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:  # noqa: ARG002
        """Raises ValueError for anything but a date."""
        text = str(value).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(_("Write it like 2026-11-30.")) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """ISO."""
        return "" if value is None else str(value.isoformat())


class OneOfCell(Widget):
    """One of the things that there are, by its code; other names of it are understood too, whatever their case."""

    def __init__(self, known: Mapping[str, Any], *, also: Mapping[str, Any] | None = None, empty: bool = False) -> None:
        super().__init__()
        self.known, self.empty = known, empty
        self.codes = {value: code for code, value in known.items()}
        self.understood = {name.casefold(): value for name, value in {**(also or {}), **known}.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:  # noqa: ARG002
        """What the code stands for; None for an empty cell. Raises ValueError for what there is not."""
        text = str(value).strip()
        if not text and self.empty:
            return None
        if text.casefold() in self.understood:
            return self.understood[text.casefold()]
        raise ValueError(unknown(text, self.known))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        """Its code; a value that there is no more stays readable."""
        return "" if value is None else str(self.codes.get(value, value))


class SeveralOfCell(OneOfCell):
    """Several of them, separated by |, in order."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> tuple[Any, ...]:
        """Each once. Raises ValueError for the first that there is not."""
        parts = [part.strip() for part in str(value).split("|")]
        return tuple(dict.fromkeys(super(SeveralOfCell, self).clean(part, row, **kwargs) for part in parts if part))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Codes, separated by |."""
        return SEPARATOR.join(super(SeveralOfCell, self).render(one, obj, **kwargs) for one in value or ())


def unknown(text: str, known: Iterable[str]) -> str:
    """That there is no such thing, and what there is where that is short."""
    names = sorted(known)
    if 0 < len(names) <= 8:
        return _("There is no “%(text)s”. Known: %(known)s.") % {"text": text, "known": ", ".join(names)}
    return _("There is no “%(text)s”.") % {"text": text}
