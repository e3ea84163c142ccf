"""Addresses of many products."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Func, TextField, Value
from django.utils.text import slugify
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, FormerSlug, ProductCopy


def free_slugs(names: Sequence[str], *, locale: Locale, besides: Iterable[str] = ()) -> list[str]:
    """A slug for each name that no product has or had, nor a category of the top level, nor another of these, nor `besides`.
    Three queries, five where names are taken.
    """
    bases = [slugify(name, allow_unicode=True)[:180] or "product" for name in names]
    taken = set(besides)
    for model in (ProductCopy, FormerSlug):
        taken |= slugs_of(model.objects.filter(locale=locale, slug__among=set(bases)))
    mount = CatalogPage.objects.filter(locale=locale).first()
    if mount:
        taken |= set(mount.get_children().values_list("slug", flat=True))
    often = Counter(bases)
    numbered = {base for base in bases if base in taken or often[base] > 1}
    if numbered:
        for model in (ProductCopy, FormerSlug):
            # name-2, name-3 …
            named: Any = Func("slug", Value("-[0-9]+$"), Value(""), function="regexp_replace", output_field=TextField())
            rows: Any = model.objects.filter(locale=locale).annotate(named=named)
            taken |= slugs_of(rows.filter(named__among=numbered))
    found: list[str] = []
    numbers: Counter[str] = Counter()
    for base in bases:
        slug = base
        while slug in taken:
            numbers[base] += 1
            slug = f"{base}-{numbers[base] + 1}"
        taken.add(slug)
        found.append(slug)
    return found


def slugs_of(rows: Any) -> set[str]:
    """The slugs of a queryset."""
    return set(rows.order_by().values_list("slug", flat=True))


def note_slug_changes(moved: Sequence[tuple[ProductCopy, str]]) -> None:
    """`note_slug_change` for many live texts, each with the address before; two queries."""
    if not moved:
        return
    now = {(copy.locale_id, copy.slug) for copy, _before in moved}
    former = FormerSlug.objects.filter(slug__among={slug for _locale, slug in now}).values_list("pk", "locale_id", "slug")
    again = [pk for pk, locale, slug in former if (locale, slug) in now]
    if again:
        FormerSlug.objects.filter(pk__in=again).delete()
    left = {
        (copy.locale_id, before): FormerSlug(locale_id=copy.locale_id, slug=before, product_id=copy.product_id)
        for copy, before in moved
        if before and before != copy.slug and (copy.locale_id, before) not in now
    }
    FormerSlug.objects.bulk_create(
        left.values(), update_conflicts=True, unique_fields=["locale", "slug"], update_fields=["product"], batch_size=500
    )
