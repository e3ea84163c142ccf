"""What is sold."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Collate, Lower
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from stdnum import ean
from wagtail.models import Orderable
from wagtail.search import index

from commerce.catalogue.models.attributes import AttributeValueBase
from commerce.catalogue.models.product import Product, ProductImage

SKU = RegexValidator(r"^[^\s<>{}](?:[^<>{}]*[^\s<>{}])?$", _("A SKU has no blanks at its ends and none of < > { }."))


def valid_gtin(value: str) -> None:
    """Accept GTIN-8, -12, -13 and -14 with a right check digit (GS1 General Specifications, section 7.9)."""
    if not ean.is_valid(value):
        raise ValidationError(_("The check digit of this GTIN is wrong."))


def bare(field: str) -> Collate:
    """A number as staff search compares it: small letters, without the signs that people put between its parts."""
    parts = models.Func(
        Lower(field), models.Value("-_./ "), models.Value(""), function="translate", output_field=models.TextField()
    )
    return Collate(parts, "C")


class Variant(index.Indexed, ClusterableModel, Orderable):
    """A product with its options chosen: what prices, stock, carts and orders point at."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=64, unique=True, validators=[SKU])
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True, validators=[valid_gtin])
    mpn = models.CharField(_("manufacturer's number"), max_length=64, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    weight = models.DecimalField(
        _("weight in kg"), max_digits=10, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    width = models.DecimalField(_("width in cm"), max_digits=10, decimal_places=2, null=True, blank=True)
    height = models.DecimalField(_("height in cm"), max_digits=10, decimal_places=2, null=True, blank=True)
    depth = models.DecimalField(_("depth in cm"), max_digits=10, decimal_places=2, null=True, blank=True)
    min_quantity = models.PositiveIntegerField(_("least to buy"), default=1, validators=[MinValueValidator(1)])
    pictures = models.ManyToManyField(ProductImage, blank=True, related_name="variants", verbose_name=_("pictures"))

    search_fields: ClassVar = [index.SearchField("sku"), index.SearchField("gtin"), index.AutocompleteField("sku")]

    class Meta(Orderable.Meta):
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering: ClassVar = ["sort_order", "pk"]
        # For `commerce.catalogue.staff_search`; most variants have no GTIN and no number of their manufacturer.
        indexes: ClassVar = [
            models.Index(bare("sku"), name="variants_by_sku"),
            models.Index(bare("mpn"), name="variants_by_mpn", condition=~models.Q(mpn="")),
            models.Index(Collate("gtin", "C"), name="variants_by_gtin", condition=~models.Q(gtin="")),
        ]

    def __str__(self) -> str:
        return self.sku

    def label(self) -> str:
        """The chosen options, such as "868 MHz / IP67", in the active language; empty for a product without options."""
        return " / ".join(value.shown() for value in self.values.all())


class VariantValue(AttributeValueBase):
    """An option of a variant."""

    variant = ParentalKey(Variant, on_delete=models.CASCADE, related_name="values")

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering: ClassVar = ["attribute__position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["variant", "attribute"], name="one_option_per_attribute")]
