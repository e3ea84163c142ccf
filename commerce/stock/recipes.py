"""What selling a variant takes off the shelf: itself, the parts of a bundle, or nothing at all.

The one place where a bundle becomes its parts. Whoever counts, reserves or takes out asks here, and an order keeps the
answer it was placed with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from commerce.catalogue.models import BundlePart, Product, Variant
from commerce.catalogue.states import WITHOUT_STOCK, ProductKind


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one of a variant takes: (variant id, quantity) of what lies on shelves. Goods take themselves, a bundle its
    parts, files and services nothing. `brings`: what comes with a bundle without lying on a shelf, its files and services.
    """

    kind: str
    takes: tuple[tuple[int, int], ...]
    brings: tuple[tuple[int, int], ...] = ()

    @property
    def is_endless(self) -> bool:
        """Whether any number can be sold, because none is kept: files, services, a bundle of nothing else. A bundle without
        parts is not: it cannot be put together.
        """
        return not self.takes and (self.kind != ProductKind.BUNDLE or bool(self.brings))


def recipes(variant_ids: Iterable[int]) -> dict[int, Recipe]:
    """The recipe of each variant. One query; a second one only where there are bundles. Parts that are files or services
    take nothing, and come along.
    """
    rows = list(Variant.objects.filter(pk__in=set(variant_ids)).values_list("pk", "product_id", "product__kind"))
    bundles = {product for _pk, product, kind in rows if kind == ProductKind.BUNDLE}
    parts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    along: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if bundles:
        within = BundlePart.objects.filter(product__in=bundles).order_by("sort_order", "pk")
        for product, variant, quantity, kind in within.values_list("product", "variant", "quantity", "variant__product__kind"):
            (along if kind in WITHOUT_STOCK else parts)[product].append((variant, quantity))
    return {pk: _recipe(pk, kind, parts[product], along[product]) for pk, product, kind in rows}


def _recipe(variant_id: int, kind: str, parts: list[tuple[int, int]], along: list[tuple[int, int]]) -> Recipe:
    if kind in WITHOUT_STOCK:
        return Recipe(kind, ())
    if kind == ProductKind.BUNDLE:
        return Recipe(kind, tuple(parts), tuple(along))
    return Recipe(kind, ((variant_id, 1),))


def taken(demand: Mapping[int, int], found: Mapping[int, Recipe]) -> dict[int, int]:
    """What `demand` (variant id -> quantity) takes off the shelf, summed: 2 kits of 3 sensors and 1 loose sensor are 7
    sensors.
    """
    together: dict[int, int] = defaultdict(int)
    for variant_id, quantity in demand.items():
        for part, each in found[variant_id].takes:
            together[part] += each * quantity
    return dict(together)


def products_of(variant_ids: Iterable[int]) -> frozenset[int]:
    """The products of these variants, and the bundles that they are parts of: all whose availability moves with their
    stock. One query.
    """
    ids = list(variant_ids)
    moved = Product.objects.filter(Q(variants__in=ids) | Q(parts__variant__in=ids))
    return frozenset(moved.order_by().distinct().values_list("pk", flat=True))
