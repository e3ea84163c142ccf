"""Products side by side: what is comparable about each, and where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commerce.catalogue.models import Attribute, ProductValue, Variant, VariantValue
from commerce.kernel.translated import in_language
from commerce.storefront.cards import cards
from commerce.storefront.links import active_locale_id
from commerce.storefront.lists.values import CompareColumn, CompareGroup, CompareRow, CompareView
from commerce.storefront.shelf.read import by_products
from commerce.storefront.values import ProductCard

MOST = 4
MISSING = "—"


def compare_url(ids: Sequence[int], *, only_differences: bool = False) -> str:
    """The address of a comparison: all that it shows stands in it."""
    asked = {"ids": ",".join(map(str, ids))} if ids else {}
    if only_differences and ids:
        asked["only"] = "differences"
    query = urlencode(asked, safe=",")
    return f"{reverse('compare')}?{query}" if query else reverse("compare")


def comparison(ids: Sequence[int], *, only_differences: bool) -> CompareView:
    """These products as columns, in that order; those that are not listed are left out. Four queries."""
    items = by_products(list(ids), locale_id=active_locale_id())
    found = [item.product_id for item in items]
    shown = cards(items)
    buyable = only_variants(found) if found else {}
    columns = [
        CompareColumn(
            id=pk,
            card=card,
            variant_id=buyable.get(pk, 0) if can_be_had(card) else 0,
            without_url=compare_url([other for other in found if other != pk], only_differences=only_differences),
        )
        for pk, card in zip(found, shown, strict=True)
    ]
    groups = [general(shown), *facts(found)] if found else []
    rows = sum(len(group.rows) for group in groups)
    hides = only_differences and len(found) > 1
    if hides:
        groups = [differing for group in groups if (differing := without_sameness(group)).rows]
    return CompareView(
        columns=columns,
        groups=groups,
        ids=",".join(map(str, found)),
        only_differences=hides,
        toggle_url=compare_url(found, only_differences=not hides),
        hidden=rows - sum(len(group.rows) for group in groups),
    )


def can_be_had(card: ProductCard) -> bool:
    """Whether the cart would take one."""
    return card.price is not None and card.availability.code != "out_of_stock" and not card.available_from


def only_variants(product_ids: Sequence[int]) -> dict[int, int]:
    """The variant of each product that has a single one: there is nothing to choose. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    for product, pk in Variant.objects.filter(product__in=product_ids, is_active=True).values_list("product_id", "pk"):
        found[product].append(pk)
    return {product: pks[0] for product, pks in found.items() if len(pks) == 1}


def general(shown: Sequence[ProductCard]) -> CompareGroup:
    """What every product has, whatever its type."""
    made = [
        row(_("Price"), [price_text(card) for card in shown]),
        row(_("Availability"), [card.available_from or card.availability.label for card in shown]),
        row(_("Rating"), [rating_text(card) for card in shown]),
        row(_("Brand"), [card.brand for card in shown]),
    ]
    return CompareGroup("", [one for one in made if any(value != MISSING for value in one.values)])


def price_text(card: ProductCard) -> str:
    """The first price as the store shows it, with its note."""
    if card.price is None:
        return ""
    amount = f"{_('From')} {card.price.main}" if card.price.is_from else card.price.main
    return f"{amount} {card.price.main_note}".strip()


def rating_text(card: ProductCard) -> str:
    """The average and how many rated it."""
    if not card.rating:
        return ""
    return _("%(stars)s of 5 (%(count)s)") % {"stars": number_format(card.rating), "count": card.rating_count}


def facts(product_ids: Sequence[int]) -> list[CompareGroup]:
    """Comparable facts by group, of the products and of their variants, in the order of the attributes. Two queries."""
    attributes: dict[int, Attribute] = {}
    texts: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for product_id, value in chain(product_facts(product_ids), variant_facts(product_ids)):
        text = value.shown()
        attributes.setdefault(value.attribute_id, value.attribute)
        if text and text not in texts[value.attribute_id][product_id]:
            texts[value.attribute_id][product_id].append(text)
    groups: dict[str, list[CompareRow]] = defaultdict(list)
    for attribute in sorted(attributes.values(), key=lambda attribute: (attribute.position, attribute.code)):
        found = texts[attribute.pk]
        made = row(str(attribute), [", ".join(found[pk]) for pk in product_ids])
        if found:
            groups[in_language(attribute.group)].append(made)
    loose = groups.pop("", [])
    found_groups = [CompareGroup(title, rows) for title, rows in groups.items()]
    return [*found_groups, CompareGroup(_("More facts"), loose)] if loose else found_groups


def product_facts(product_ids: Sequence[int]) -> Iterable[tuple[int, ProductValue]]:
    """(product id, fact) of what is the same for all of its variants."""
    values = ProductValue.objects.filter(product__in=product_ids, attribute__comparable=True).order_by("pk")
    return ((value.product_id, value) for value in values.select_related("attribute", "choice", "document"))


def variant_facts(product_ids: Sequence[int]) -> Iterable[tuple[int, VariantValue]]:
    """(product id, option) of each variant that can be bought."""
    values = VariantValue.objects.filter(
        variant__product__in=product_ids, variant__is_active=True, attribute__comparable=True
    ).order_by("variant__sort_order", "pk")
    rows = values.select_related("attribute", "choice", "document", "variant")
    return ((value.variant.product_id, value) for value in rows)


def row(label: str, values: Sequence[str]) -> CompareRow:
    """A row; missing facts are said to be missing, and differ from any that is there."""
    return CompareRow(label, [value or MISSING for value in values], differs=len(set(values)) > 1)


def without_sameness(group: CompareGroup) -> CompareGroup:
    """The group with only those rows in which products differ."""
    return replace(group, rows=[one for one in group.rows if one.differs])
