"""The shelf: what listings, search and sorting read. Always reproducible from the source tables (`rebuild_shelf`)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from wagtail.models import Locale

from commerce.catalogue.models import Product


def _in_order(name: str, *order: Any) -> models.Index:
    """An index of what is listed, in one order of listings, within a language."""
    return models.Index(F("locale"), *order, name=name, condition=Q(listed=True))


class ShelfItem(models.Model):
    """One visible product in one language. Rows are changed in place, never made again: see docs/facets.md."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Whether it stands in lists. Hidden and discontinued products keep a row, for their own page.
    listed = models.BooleanField(default=True)
    # The transaction that last wrote the row (pg_current_xact_id), and what it wrote, as a number.
    changed_in = models.BigIntegerField(default=0)
    digest = models.BigIntegerField(default=0)
    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    brand = models.CharField(max_length=100, blank=True)
    specs = models.JSONField(default=list)
    # What the product page shows besides: facts by group (as HTML), files, category trail, slugs in other languages.
    details = models.JSONField(default=dict)
    # ids in other tables are copied, not keyed: they name what was true when the row was written.
    brand_id = models.BigIntegerField(null=True)
    type_id = models.BigIntegerField(null=True)
    picture_id = models.BigIntegerField(null=True)
    picture_alt = models.CharField(max_length=255, blank=True)
    # The picture of the card, ready to show: src, srcset, width, height. Null: none, or not made yet.
    picture = models.JSONField(null=True)
    category_ids = ArrayField(models.BigIntegerField(), default=list)
    # Category id -> place, where an editor placed it by hand (1 stands first).
    ranks = models.JSONField(default=dict)
    choice_ids = ArrayField(models.BigIntegerField(), default=list)
    # Attribute ids of yes-or-no facts: the id itself for yes, the id made negative for no.
    flags = ArrayField(models.BigIntegerField(), default=list)
    # Attribute id -> [lowest, highest] of product and variants, as text, in the attribute's own unit.
    numbers = models.JSONField(default=dict)
    # [label, #rrggbb] of the colours that it comes in.
    swatches = models.JSONField(default=list)
    skus = ArrayField(models.CharField(max_length=64), default=list)
    # What search finds it by, without punctuation; see commerce.storefront.search.entries.
    words_of_name = models.TextField(blank=True)
    words_of_keys = models.TextField(blank=True)
    words_of_facts = models.TextField(blank=True)
    words_of_text = models.TextField(blank=True)
    # The lowest list price of its variants, on the basis of the base list, and its tax rate; null: not priced.
    price = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    compare_at = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    # The same price as the store shows it, with or without tax: what ranges of prices are about.
    shown_price = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    price_varies = models.BooleanField(default=False)
    on_sale = models.BooleanField(default=False)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    currency = models.CharField(max_length=3)
    availability = models.CharField(max_length=12)
    available_from = models.DateTimeField(null=True)
    rating = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    rating_count = models.IntegerField(default=0)
    live_since = models.DateTimeField(null=True)
    popularity = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "locale"], name="one_shelf_item_per_language")]
        indexes: ClassVar = [
            GinIndex(fields=["category_ids"], name="shelf_categories"),
            GinIndex(fields=["skus"], name="shelf_skus"),
            models.Index(fields=["locale", "changed_in"], name="shelf_changes"),
            _in_order("shelf_newest", F("live_since").desc(nulls_last=True), F("product").desc()),
            _in_order("shelf_price", F("price").asc(nulls_last=True), F("product").asc()),
            _in_order("shelf_price_down", F("price").desc(nulls_last=True), F("product").desc()),
            _in_order("shelf_name", F("name").asc(), F("product").asc()),
            _in_order("shelf_popular", F("popularity").desc(), F("product").desc()),
            _in_order("shelf_rating", F("rating").desc(nulls_last=True), F("rating_count").desc(), F("product").desc()),
        ]

    def __str__(self) -> str:
        return self.name


from commerce.storefront.search_models import (  # noqa: E402 - they point at the shelf
    KnownWord,
    PromotedProduct,
    PromotedSearch,
    SearchCode,
    SearchCount,
    SearchEntry,
    SynonymGroup,
)
from commerce.storefront.together_models import BoughtTogether  # noqa: E402 - it stands beside the shelf

__all__ = [
    "BoughtTogether",
    "KnownWord",
    "PromotedProduct",
    "PromotedSearch",
    "SearchCode",
    "SearchCount",
    "SearchEntry",
    "ShelfItem",
    "SynonymGroup",
]
