"""The five kinds of sheets."""

from commerce.backoffice.sheets.kinds.prices import PriceSheet
from commerce.backoffice.sheets.kinds.products import ProductSheet
from commerce.backoffice.sheets.kinds.stock import StockSheet
from commerce.backoffice.sheets.kinds.texts import TextSheet
from commerce.backoffice.sheets.kinds.variants import VariantSheet
from commerce.backoffice.sheets.sheet import Sheet

KINDS: dict[str, type[Sheet]] = {kind.code: kind for kind in (ProductSheet, VariantSheet, PriceSheet, StockSheet, TextSheet)}
__all__ = ["KINDS"]
