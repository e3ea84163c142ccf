"""What the page of a listing needs to know of a product whose card may be known already."""

from array import array
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

MISSING = -(2**63)
START = datetime(1970, 1, 1, tzinfo=UTC)
# Digest, transaction, live since, available from; moments as microseconds since 1970, or None.
Facts = tuple[int, int, int | None, int | None]
NOTHING: Facts = (0, 0, None, None)


@dataclass(frozen=True, slots=True)
class Stub:
    """A row of the page, as much of it as tells whether its card is known already."""

    product_id: int
    digest: int
    changed_in: int
    live_since: datetime | None
    available_from: datetime | None


FIELDS = tuple(field.name for field in fields(Stub))


class Stubs:
    """The stubs of all products by position, in 32 bytes each."""

    def __init__(self) -> None:
        self.columns = tuple(array("q") for _column in NOTHING)

    def take(self, position: int, facts: Facts) -> None:
        """What is known of a product now. Positions come in order when they are new."""
        for column, fact in zip(self.columns, facts, strict=True):
            known = MISSING if fact is None else fact
            if position == len(column):
                column.append(known)
            else:
                column[position] = known

    def stub(self, position: int, product_id: int) -> Stub:
        """One of them."""
        digest, changed_in, live_since, available_from = (column[position] for column in self.columns)
        return Stub(product_id, digest, changed_in, moment(live_since), moment(available_from))


def moment(microseconds: int) -> datetime | None:
    """A moment, as the database would give it."""
    return None if microseconds == MISSING else START + timedelta(microseconds=microseconds)
