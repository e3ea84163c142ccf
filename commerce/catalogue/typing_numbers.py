"""Numbers as people type and paste them: "1.250,00", "1,250.00", "£ 45", "12,5"."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AROUND = re.compile(r"^[^\d.,+(-]+|[^\d.,)]+$")
# Datasheets and word processors write "below zero" with one of these.
MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
BLANKS = re.compile(r"[\s'’_]")
# Ledgers write "below zero" behind the number: "5-" is not 5. But "45,-" and "45.-" are 45.
BEHIND = re.compile(r"\d-\W*$")
# One comma and three figures behind it: a thousand in one language, three places in another.
EITHER = re.compile(r"^[+-]?\d{1,3},\d{3}$")


def typed_number(text: str) -> str:
    """The number with a point and without separators; what has no figure in it, or a minus behind it, stays as it is.

    Raises ValidationError where it could mean two things.
    """
    if not any(sign.isdigit() for sign in text):
        return text
    closed = BLANKS.sub("", text.translate(MINUS))
    if BEHIND.search(closed):
        return text
    bare = AROUND.sub("", closed)
    if EITHER.match(bare):
        raise ValidationError(
            _("Write %(thousands)s or %(places)s: a comma before three figures could mean either."),
            params={"thousands": bare.replace(",", ""), "places": bare.replace(",", ".")},
        )
    if "," not in bare:
        return bare
    if bare.rfind(",") > bare.rfind("."):
        whole, places = bare.rsplit(",", 1)
        return f"{whole.replace('.', '').replace(',', '')}.{places}" if whole.count(",") == 0 else bare.replace(",", "")
    return bare.replace(",", "")


class TypedDecimalField(forms.DecimalField):
    """A decimal number in a text box, where cells can be pasted and arrow keys do not count up."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; None for an empty box."""
        return super().to_python(typed_number(value) if isinstance(value, str) else value)


class TypedIntegerField(forms.IntegerField):
    """A whole number in a text box."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def to_python(self, value: Any) -> int | None:
        """The number; None for an empty box."""
        return super().to_python(BLANKS.sub("", value) if isinstance(value, str) else value)
