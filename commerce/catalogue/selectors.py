"""Reading the catalogue."""

from collections.abc import Iterable

from commerce.catalogue.models import ProductCopy
from sites.tenants.languages import default_language


def copies_in_language(product_ids: Iterable[int], language: str) -> dict[int, ProductCopy]:
    """The live words of each product: in `language`, else in the store's default; products without either are left out."""
    wanted = (default_language(), language)
    rows = ProductCopy.objects.filter(product__in=list(product_ids), live=True, locale__language_code__in=wanted)
    found: dict[int, ProductCopy] = {}
    for copy in rows.select_related("locale"):
        if copy.product_id not in found or copy.locale.language_code == language:
            found[copy.product_id] = copy
    return found
