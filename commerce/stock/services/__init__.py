"""Verbs of stock."""

from commerce.stock.services.count import ensure_location, set_on_hand
from commerce.stock.services.reserve import OutOfStock, Shortage, release, reserve, take_out

__all__ = ["OutOfStock", "Shortage", "ensure_location", "release", "reserve", "set_on_hand", "take_out"]
