"""Rows that are written once."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(models.QuerySet[Any]):
    """Rows can be added and read; changing or deleting many at once raises TypeError."""

    def update(self, **_values: Any) -> NoReturn:
        """Raises TypeError."""
        raise TypeError(f"{self.model._meta.verbose_name_plural} are append-only.")

    def delete(self) -> NoReturn:
        """Raises TypeError."""
        raise TypeError(f"{self.model._meta.verbose_name_plural} are append-only.")
