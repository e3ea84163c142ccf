"""Who changed which fact of a product, when, from what to what.

Facts are live at once and have no revisions; this is their memory. Words have Wagtail's revisions, orders their events.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context

from commerce.catalogue.models import FactChange, Product, Variant
from commerce.catalogue.states import ProductKind, ProductStatus
from sites.content.suppliers import supply
from sites.tenants.languages import default_language

# The first word of `FactChange.fact` -> what staff read; a second word says which: "price GBP", "attribute band".
FACTS: dict[str, str | Promise] = {
    "created": _("made"),
    "name": _("internal name"),
    "status": _("status"),
    "kind": _("kind"),
    "type": _("type"),
    "brand": _("brand"),
    "tax_class": _("tax class"),
    "available_from": _("available from"),
    "withdrawn_at": _("withdrawn on"),
    "categories": _("categories"),
    "parts": _("parts of the bundle"),
    "attribute": _("attribute"),
    "sku": _("SKU"),
    "active": _("active"),
    "options": _("options"),
    "price": _("price"),
    "compare_at": _("former price"),
    "stock": _("stock"),
    "backorder": _("sold when out of stock"),
}
WORDS = {"yes": _("yes"), "no": _("no")}
CODES: dict[str, dict[Any, Any]] = {
    "status": dict(ProductStatus.choices),
    "kind": dict(ProductKind.choices),
    "active": WORDS,
    "backorder": WORDS,
}
DATES = ("available_from", "withdrawn_at")
AMOUNTS = ("price", "compare_at")
LONGEST = 255


def record_change(*, product: Product | int, fact: str, before: Any, after: Any, sku: str = "", source: str = "") -> None:
    """Write down that `fact` went from `before` to `after`; nothing where they are the same. One query.

    Who did it is whoever is at work in the admin; `source` says what did it where nobody is ("import", "withdrawal").
    """
    old, new = as_text(before), as_text(after)
    if old != new:
        FactChange.objects.create(**row(product=product, fact=fact, before=old, after=new, sku=sku, source=source))


def row(*, product: Product | int, fact: str, before: str, after: str, sku: str, source: str) -> dict[str, Any]:
    """The columns of one change."""
    pk = product if isinstance(product, int) else product.pk
    return {
        "product_id": pk,
        "sku": sku,
        "fact": fact[:60],
        "before": before[:LONGEST],
        "after": after[:LONGEST],
        "by": get_active_log_context().user,
        "source": source[:20],
    }


def as_text(value: Any) -> str:
    """How a value is kept: codes and ISO dates, which are put into words when they are read."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


@contextmanager
def recorded(product_ids: Iterable[int], *, source: str = "") -> Iterator[None]:
    """Compare the facts of these products before and after the block, and write down what is different.

    For forms and imports that save many facts at once. Prices and stock are not among them: their services record
    them. Six queries a side, however many products.
    """
    ids = list(product_ids)
    before = facts_of(ids)
    yield
    after = facts_of(ids)
    changes = [
        FactChange(**row(product=pk, fact=fact, before=old, after=new, sku=sku, source=source))
        for pk, now in after.items()
        for (sku, fact) in [*now, *(key for key in before.get(pk, {}) if key not in now)]
        if (old := before.get(pk, {}).get((sku, fact), "")) != (new := now.get((sku, fact), ""))
    ]
    FactChange.objects.bulk_create(changes, batch_size=500)


def facts_of(product_ids: list[int]) -> dict[int, dict[tuple[str, str], str]]:
    """The facts of each product now: (SKU or nothing, fact) -> text, in the store's default language."""
    products = Product.objects.filter(pk__in=product_ids).select_related("brand", "product_type")
    filled = products.prefetch_related(
        "placements__category",
        "values__attribute",
        "values__choice",
        "values__document",
        "parts__variant",
        "variants__values__attribute",
        "variants__values__choice",
    )
    with override(default_language()):
        return {product.pk: of_product(product) | of_variants(product) for product in filled}


def of_product(product: Product) -> dict[tuple[str, str], str]:
    """The facts of one product."""
    found = {
        "name": product.name,
        "status": product.status,
        "kind": product.kind,
        "type": product.product_type.name,
        "brand": as_text(product.brand),
        "tax_class": product.tax_class,
        "available_from": as_text(product.available_from),
        "withdrawn_at": as_text(product.withdrawn_at),
        "categories": ", ".join(sorted(placement.category.title for placement in product.placements.all())),
        "parts": ", ".join(sorted(str(part) for part in product.parts.all())),
    }
    values: dict[str, list[str]] = {}
    for value in product.values.all():
        values.setdefault(f"attribute {value.attribute.code}", []).append(value.shown())
    found |= {fact: ", ".join(sorted(texts)) for fact, texts in values.items()}
    return {("", fact[:60]): text[:LONGEST] for fact, text in found.items()}


def of_variants(product: Product) -> dict[tuple[str, str], str]:
    """The facts of its variants, by SKU: a new SKU is one that appears, and one that disappears."""
    found: dict[tuple[str, str], str] = {}
    for variant in product.variants.all():
        found |= variant_facts(variant)
    return found


def variant_facts(variant: Variant) -> dict[tuple[str, str], str]:
    """SKU, options and whether it is active."""
    return {
        (variant.sku, "sku"): variant.sku,
        (variant.sku, "options"): variant.label()[:LONGEST],
        (variant.sku, "active"): as_text(variant.is_active),
    }


def fact_label(fact: str, attributes: dict[str, str]) -> str:
    """What staff read for a fact; `attributes` are labels by code."""
    head, _blank, which = fact.partition(" ")
    if head == "attribute":
        return attributes.get(which, which)
    return f"{FACTS.get(head, head)} {which}".strip()


def shown_value(fact: str, text: str) -> str:
    """A kept value in words of the active language."""
    head = fact.partition(" ")[0]
    if head in DATES and (at := parse_datetime(text) if text else None):
        return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    if head in AMOUNTS and text:
        currency = fact.partition(" ")[2].partition(" ")[0]
        return str(supply("amount in words", text, currency))
    return str(CODES.get(head, {}).get(text, text)) or gettext("nothing")
