"""The shelf: what listings, search and sorting read. Always reproducible from the source tables (`rebuild_shelf`)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from wagtail.models import Locale

from commerce.catalogue.models import Product


class ShelfItem(models.Model):
    """One live product in one language."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    brand = models.CharField(max_length=100, blank=True)
    specs = models.JSONField(default=list)
    # What the product page shows besides: specs by group, category trail, slugs in other languages.
    details = models.JSONField(default=dict)
    # ids in other tables are copied, not keyed: the row is thrown away and made again.
    picture_id = models.BigIntegerField(null=True)
    picture_alt = models.CharField(max_length=255, blank=True)
    category_ids = ArrayField(models.BigIntegerField(), default=list)
    ranks = models.JSONField(default=dict)
    choice_ids = ArrayField(models.BigIntegerField(), default=list)
    skus = ArrayField(models.CharField(max_length=64), default=list)
    words_of_name = models.TextField(blank=True)
    words_of_keys = models.TextField(blank=True)
    words_of_text = models.TextField(blank=True)
    vector = SearchVectorField(null=True)
    # The lowest list price of its variants, on the basis of the base list, and its tax rate; null: not priced.
    price = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    compare_at = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    price_varies = models.BooleanField(default=False)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    currency = models.CharField(max_length=3)
    availability = models.CharField(max_length=12)
    live_since = models.DateTimeField(null=True)
    popularity = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "locale"], name="one_shelf_item_per_language")]
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="shelf_words"),
            GinIndex(fields=["category_ids"], name="shelf_categories"),
            GinIndex(fields=["skus"], name="shelf_skus"),
            models.Index(fields=["locale", "-live_since", "-product"], name="shelf_newest"),
            models.Index(fields=["locale", "price", "product"], name="shelf_price"),
            models.Index(fields=["locale", "name", "product"], name="shelf_name"),
            models.Index(fields=["locale", "-popularity", "-product"], name="shelf_popular"),
        ]

    def __str__(self) -> str:
        return self.name
