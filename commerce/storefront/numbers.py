"""Numbers that people send."""

LONGEST = 9


def whole_number(raw: str | None) -> int | None:
    """The whole number in `raw`, also a negative one; None for anything else, and for more than nine digits' worth."""
    text = (raw or "").strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit():
        return None
    return int(text) if len(digits) <= LONGEST else 10**LONGEST
