"""How products belong together: accessories, successors, parts of a bundle."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from commerce.catalogue.models.product import Product
from commerce.catalogue.models.variant import Variant
from commerce.catalogue.states import ProductKind


class ProductRelation(Orderable):
    """Another product that belongs to this one. What is bought together is counted from orders, not written here."""

    class Kind(models.TextChoices):
        ACCESSORY = "accessory", _("accessory")
        RELATED = "related", _("related")
        UPSELL = "upsell", _("better alternative")
        SUCCESSOR = "successor", _("replaced by")
        SPARE_PART = "spare_part", _("spare part")

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="named_by", verbose_name=_("product"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ACCESSORY)

    class Meta(Orderable.Meta):
        verbose_name = _("related product")
        verbose_name_plural = _("related products")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "other", "kind"], name="one_relation_of_a_kind"),
            models.CheckConstraint(condition=~Q(product=F("other")), name="no_relation_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.get_kind_display()} {self.other}"

    def clean(self) -> None:
        """Refuses a product that names itself."""
        if self.product_id is not None and self.other_id == self.product_id:
            raise ValidationError({"other": _("A product cannot name itself.")})


class BundlePart(Orderable):
    """So many of a variant in one bundle."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="parts")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="in_bundles", verbose_name=_("variant"))
    quantity = models.PositiveIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1)])

    class Meta(Orderable.Meta):
        verbose_name = _("part of the bundle")
        verbose_name_plural = _("parts of the bundle")
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "variant"], name="one_line_per_part")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant}"

    def clean(self) -> None:
        """Refuses a bundle inside a bundle, itself included: its stock would have no end."""
        if self.variant_id is not None and self.variant.product.kind == ProductKind.BUNDLE:
            raise ValidationError({"variant": _("A bundle cannot be part of a bundle. Name its parts instead.")})
        if self.variant_id is not None and self.variant.product_id == self.product_id:
            raise ValidationError({"variant": _("A bundle cannot contain itself.")})
