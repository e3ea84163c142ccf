"""What may be deleted: nothing that an order or a bundle names, no attribute or choice that a product uses."""

from collections import Counter
from typing import Any

from django.db import router, transaction
from django.db.models import Model, ProtectedError, Q, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.catalogue.models import Attribute, AttributeChoice, Product, Variant
from commerce.kernel.lifecycle import NotAllowed


def kept_by(instance: Model) -> Counter[str]:
    """What stands in the way of deleting it, counted by name: {"order lines": 3}. Nothing is deleted."""
    collector = Collector(using=router.db_for_write(type(instance), instance=instance), origin=instance)
    try:
        collector.collect([instance])
    except ProtectedError as error:
        return Counter(str(found._meta.verbose_name_plural) for found in error.protected_objects)
    except RestrictedError as error:
        return Counter(str(found._meta.verbose_name_plural) for found in error.restricted_objects)
    return Counter()


def why_kept(instance: Product | Variant) -> str:
    """The sentence that says why it cannot be deleted, and what to do instead; empty where it can."""
    found = kept_by(instance)
    if not found:
        return ""
    things = ", ".join(f"{count} {name}" for name, count in found.items())
    words = {"name": str(instance), "things": things}
    if isinstance(instance, Variant):
        return _("%(name)s cannot be deleted: named by %(things)s. Switch it off instead: it is no longer sold.") % words
    return (
        _("%(name)s cannot be deleted: named by %(things)s. Archive it instead: it is gone from the site and stays in orders.")
        % words
    )


@transaction.atomic
def delete_product(*, product: Product) -> None:
    """Delete a product that nothing names. Raises NotAllowed, saying what to do instead."""
    if why := why_kept(product):
        raise NotAllowed(why)
    product.delete()


def users_of(thing: Attribute | AttributeChoice) -> Any:
    """The products that use an attribute or a choice, by themselves or by their variants."""
    name = "attribute" if isinstance(thing, Attribute) else "choice"
    uses = Q(**{f"values__{name}": thing.pk}) | Q(**{f"variants__values__{name}": thing.pk})
    return Product.objects.filter(uses).distinct()


def why_used(thing: Attribute | AttributeChoice) -> str:
    """The sentence that says how many products use it; empty where none does."""
    count = users_of(thing).count()
    if not count:
        return ""
    words = {"name": str(thing), "count": count}
    return (
        ngettext(
            "%(name)s cannot be deleted: %(count)d product uses it.",
            "%(name)s cannot be deleted: %(count)d products use it.",
            count,
        )
        % words
    )
