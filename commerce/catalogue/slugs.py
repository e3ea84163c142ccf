"""The addresses of products: one now, and those they once had, which lead to it for good."""

from collections.abc import Collection

from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from commerce.catalogue.many.slugs import free_slugs
from commerce.catalogue.models import FormerSlug, ProductCopy


@transaction.atomic
def note_slug_change(*, copy: ProductCopy, before: str) -> None:
    """The live words of a product moved from the address `before` to `copy.slug`.

    A former address leads to the product that had it last. One that becomes current again, of whichever product, is no
    longer a former one. Nothing happens where it stayed.
    """
    FormerSlug.objects.filter(locale=copy.locale_id, slug=copy.slug).delete()
    if before and before != copy.slug:
        FormerSlug.objects.update_or_create(locale_id=copy.locale_id, slug=before, defaults={"product_id": copy.product_id})


@receiver(pre_save, sender=ProductCopy)
def remember_the_address(instance: ProductCopy, update_fields: Collection[str] | None = None, **_signal: object) -> None:
    """Every way in which words are saved comes by here: the editor, an import, a schedule, a translation. Drafts do not: they
    save other columns. Words that came down and are published anew are known by the address they had.
    """
    if not instance.live or (update_fields is not None and not {"slug", "live"} & set(update_fields)):
        return
    kept = ProductCopy.objects.filter(pk=instance.pk).values_list("slug", "live", "first_published_at")
    before, was_live, first_live = (kept.first() if instance.pk else None) or ("", False, None)
    others = ProductCopy.objects.filter(locale=instance.locale_id, slug=instance.slug).exclude(pk=instance.pk)
    if before != instance.slug and others.exists():
        # Free when it was drafted, taken by the time it is approved or due: nobody is there to choose another.
        [instance.slug] = free_slugs([instance.slug], locale=instance.locale)
    if not was_live or before != instance.slug:
        note_slug_change(copy=instance, before=before if was_live or first_live else "")
