"""Two choices of an attribute that mean the same become one: "Wi-Fi" and "WiFi"."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from commerce.catalogue.deletion import users_of
from commerce.catalogue.history import recorded
from commerce.catalogue.models import AttributeChoice, FormerChoice, ProductValue, Variant, VariantValue
from commerce.kernel.events import ChoicesMerged, ProductsChanged, publish
from commerce.kernel.lifecycle import NotAllowed

logger = logging.getLogger(__name__)
BATCH = 500
MERGED = "catalogue.merge_choices"


@transaction.atomic
def merge_choices(*, source: AttributeChoice, into: AttributeChoice) -> int:
    """All products and variants that had `source` have `into` from now on, and `source` is gone; how many products that were.

    A product that has both keeps one. The old code in an address leads to the present one for good (`FormerChoice`), the old
    words still find the products, and each product's history says what happened. Raises NotAllowed, and changes nothing,
    where the choices belong to different attributes, are the same, or two variants of a product could not be told apart
    afterwards.
    """
    locked = {
        row.pk: row for row in AttributeChoice.objects.select_for_update().filter(pk__in=(source.pk, into.pk)).order_by("pk")
    }
    refuse_nonsense(source, into, found=len(locked))
    if twins := twins_after(source, into):
        raise NotAllowed(
            _("These variants would have the same options: %(skus)s. Change or switch off one of each pair first.")
            % {"skus": ", ".join(twins[:10])}
        )
    products = list(users_of(source).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(products), BATCH):
        batch = products[start : start + BATCH]
        with recorded(batch):
            move_values(source, into, batch)
    remember_former(source, into)
    old, new = source.labels, into.labels
    names = {"before": str(source), "after": str(into), "products": len(products)}
    log(instance=source.attribute, action=MERGED, data=names)
    AttributeChoice.objects.filter(pk=source.pk).delete()
    logger.info("The choice %s was merged into %s: %d products", source.code, into.code, len(products))
    publish(ChoicesMerged(into.pk, tuple(sorted((code, words, new.get(code, "")) for code, words in old.items()))))
    if products:
        publish(ProductsChanged(frozenset(products)))
    return len(products)


def refuse_nonsense(source: AttributeChoice, into: AttributeChoice, *, found: int = 2) -> None:
    """Raise NotAllowed for choices that are the same, of different attributes, or gone meanwhile."""
    if source.pk == into.pk:
        raise NotAllowed(_("Choose two different choices."))
    if source.attribute_id != into.attribute_id:
        raise NotAllowed(_("Only choices of the same attribute can be merged."))
    if found < 2:
        raise NotAllowed(_("One of the two choices is gone."))


def twins_after(source: AttributeChoice, into: AttributeChoice) -> list[str]:
    """SKUs of active variants that another active variant of their product would equal, were the two choices one."""
    touched = VariantValue.objects.filter(choice=source.pk).values("variant__product")
    variants = Variant.objects.filter(product__in=touched, is_active=True).order_by("pk").prefetch_related("values")
    seen: dict[tuple[int, frozenset[object]], str] = {}
    twins: list[str] = []
    for variant in variants:
        options = frozenset(
            (value.attribute_id, into.pk if value.choice_id == source.pk else value.choice_id, str(value.text), value.number)
            for value in variant.values.all()
        )
        if other := seen.get((variant.product_id, options)):
            twins += [other, variant.sku]
        seen[variant.product_id, options] = variant.sku
    return twins


def move_values(source: AttributeChoice, into: AttributeChoice, products: list[int]) -> None:
    """The values of these products and of their variants. Three queries."""
    values = ProductValue.objects.filter(choice=source.pk, product__in=products)
    has_both = ProductValue.objects.filter(product=OuterRef("product"), choice=into.pk)
    values.filter(Exists(has_both)).delete()
    values.update(choice=into)
    VariantValue.objects.filter(choice=source.pk, variant__product__in=products).update(choice=into)


def remember_former(source: AttributeChoice, into: AttributeChoice) -> None:
    """Where the code leads from now on; what led to the one that goes leads to the one that stays."""
    FormerChoice.objects.filter(choice=source.pk).update(choice=into)
    FormerChoice.objects.update_or_create(
        attribute_id=into.attribute_id, code=source.code, defaults={"choice": into, "labels": source.labels}
    )
