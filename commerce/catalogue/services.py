"""Verbs of the catalogue."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, FormerSlug, Product, ProductCopy
from commerce.catalogue.states import VISIBLE


@transaction.atomic
def ensure_copy(*, product: Product) -> ProductCopy:
    """The product's words in the store's default language; a draft with its internal name where there are none yet."""
    locale = Locale.get_default()
    existing = ProductCopy.objects.filter(product=product, locale=locale).first()
    if existing:
        return existing
    copy = ProductCopy(
        product=product, locale=locale, name=product.name, slug=free_slug(product.name, locale=locale), live=False
    )
    copy.save()
    copy.save_revision()
    return copy


def free_slug(wanted: str, *, locale: Locale) -> str:
    """A slug made of a name that neither a product has or had, nor a category of the top level has, in this language."""
    base = slugify(wanted, allow_unicode=True)[:180] or "product"
    taken = set(ProductCopy.objects.filter(locale=locale, slug__startswith=base).values_list("slug", flat=True))
    taken |= set(FormerSlug.objects.filter(locale=locale, slug__startswith=base).values_list("slug", flat=True))
    mount = CatalogPage.objects.filter(locale=locale).first()
    if mount:
        taken |= set(mount.get_children().values_list("slug", flat=True))
    return next(slug for number in range(1, 10_000) if (slug := base if number == 1 else f"{base}-{number}") not in taken)


def note_launch(*, product: Product) -> None:
    """Remember when a product was first shown."""
    if product.status in VISIBLE and product.live_since is None:
        product.live_since = timezone.now()
        Product.objects.filter(pk=product.pk).update(live_since=product.live_since)
