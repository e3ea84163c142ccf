"""How a page or block shows what only higher floors know, without importing them.

A supplier is registered under a name by the app that knows (`commerce.storefront`); content asks for it by that name.
"""

from collections.abc import Callable
from typing import Any

_suppliers: dict[str, Callable[..., Any]] = {}


class NoSupplier(LookupError):
    """Nobody registered under this name: an app is missing from INSTALLED_APPS."""


def supplies(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: this function answers `supply(name, …)`."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _suppliers[name] = function
        return function

    return register


def supply(name: str, *args: Any, **kwargs: Any) -> Any:
    """What the supplier of that name answers. Raises NoSupplier."""
    if name not in _suppliers:
        raise NoSupplier(f"Nothing supplies {name!r}.")
    return _suppliers[name](*args, **kwargs)
