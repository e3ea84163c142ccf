"""Whose lists: a person who is logged in, or a guest whom a token names."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Holder:
    """Either `user_id` or `token`, never both: who is logged in has lists of their own."""

    user_id: int | None = None
    token: str = ""

    def owns(self) -> dict[str, Any]:
        """What the columns of this holder's lists say."""
        if self.user_id is not None:
            return {"owner_id": self.user_id, "token": ""}
        return {"owner": None, "token": self.token}

    def filter(self) -> dict[str, Any]:
        """Lookups that find this holder's lists and nobody else's."""
        if self.user_id is not None:
            return {"owner": self.user_id}
        return {"owner__isnull": True, "token": self.token}
