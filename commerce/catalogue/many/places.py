"""Putting many products into categories, and taking them out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.many.writing import write_back
from commerce.catalogue.models import CategoryPage, Product, ProductPlacement
from commerce.kernel.events import ProductsChanged, publish


@transaction.atomic
def place_products(
    *, wanted: Mapping[int, Sequence[int]], source: str = "", ranks: Mapping[int, Mapping[int, int]] | None = None
) -> frozenset[int]:
    """Products (by id) stand in exactly these categories (page ids), in this order; which of them changed.

    Places by hand and orders within a category stay; `ranks` are the places by hand, product -> category -> place, that a
    product gets in a category it did not stand in. One `ProductsChanged`, each change in the history; seven queries.
    """
    list(Product.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").values_list("pk"))
    present = present_places(wanted)
    changed = {pk: list(dict.fromkeys(after)) for pk, after in wanted.items()}
    changed = {pk: after for pk, after in changed.items() if [place.category_id for place in present[pk]] != after}
    if not changed:
        return frozenset()
    gone, made, moved = [], [], []
    for pk, after in changed.items():
        by_category = {place.category_id: place for place in present[pk]}
        gone += [place.pk for category, place in by_category.items() if category not in after]
        for position, category in enumerate(after):
            place = by_category.get(category)
            if place is None:
                rank = (ranks or {}).get(pk, {}).get(category, 0)
                made.append(ProductPlacement(product_id=pk, category_id=category, sort_order=position, rank=rank))
            elif place.sort_order != position:
                place.sort_order = position
                moved.append(place)
    ProductPlacement.objects.filter(pk__in=gone).delete()
    write_back(moved, ["sort_order"])
    ProductPlacement.objects.bulk_create(made, batch_size=1000)
    record_changes(history(changed, present), source=source)
    publish(ProductsChanged(frozenset(changed)))
    return frozenset(changed)


def present_places(product_ids: Mapping[int, object]) -> dict[int, list[ProductPlacement]]:
    """The places of each product now, in order."""
    found: dict[int, list[ProductPlacement]] = defaultdict(list)
    for place in ProductPlacement.objects.filter(product__in=product_ids).order_by("sort_order", "pk"):
        found[place.product_id].append(place)
    return found


def history(changed: Mapping[int, Sequence[int]], present: Mapping[int, list[ProductPlacement]]) -> list[Changed]:
    """Titles before and after."""
    before = {pk: [place.category_id for place in present[pk]] for pk in changed}
    ids = {category for pk, after in changed.items() for category in (*after, *before[pk])}
    titles = dict(CategoryPage.objects.filter(pk__in=ids).values_list("pk", "title"))

    def text(categories: Sequence[int]) -> str:
        return ", ".join(sorted(titles.get(pk, str(pk)) for pk in categories))

    return [Changed(pk, "categories", text(before[pk]), text(after)) for pk, after in changed.items()]
