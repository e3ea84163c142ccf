"""The product: what is the same in every language."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from commerce.catalogue.models.attributes import AttributeValueBase, ProductType
from commerce.catalogue.models.brand import Brand
from commerce.catalogue.models.pages import CategoryPage
from commerce.catalogue.states import SOLD, VISIBLE, ProductKind, ProductStatus
from commerce.kernel.translated import TranslatedField


class Product(index.Indexed, ClusterableModel):
    """Identity and facts of something for sale. Its words are `ProductCopy`, what is bought is a `Variant`."""

    product_type = models.ForeignKey(ProductType, on_delete=models.PROTECT, related_name="products", verbose_name=_("type"))
    name = models.CharField(
        _("internal name"), max_length=200, help_text=_("For staff and search; shoppers read the product's texts.")
    )
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("brand")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ProductKind.choices, default=ProductKind.GOODS)
    status = models.CharField(_("status"), max_length=12, choices=ProductStatus.choices, default=ProductStatus.DRAFT)
    # A code, not a key: tax stands above the catalogue. `commerce.tax` owns the classes.
    tax_class = models.SlugField(_("tax class"), max_length=40, default="standard")
    available_from = models.DateTimeField(
        _("available from"), null=True, blank=True, help_text=_("Until then the page is shown, and nothing is sold.")
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn on"), null=True, blank=True, help_text=_("From then on it is discontinued.")
    )
    live_since = models.DateTimeField(_("live since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    search_fields: ClassVar = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.RelatedFields(
            "variants", [index.SearchField("sku", boost=10), index.SearchField("gtin"), index.AutocompleteField("sku")]
        ),
        index.FilterField("status"),
        index.FilterField("product_type_id"),
        index.FilterField("brand_id"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes: ClassVar = [
            models.Index(fields=["status", "-live_since"], name="products_newest"),
            # Few products have dates: which comes next is asked often.
            models.Index(
                fields=["available_from"], name="products_launching", condition=models.Q(available_from__isnull=False)
            ),
            models.Index(fields=["withdrawn_at"], name="products_leaving", condition=models.Q(withdrawn_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_visible(self) -> bool:
        """Whether the page of this product answers."""
        return self.status in VISIBLE

    @property
    def is_sold(self) -> bool:
        """Whether it can be put into a cart now: not before its launch."""
        return self.status in SOLD and not self.is_awaited

    @property
    def is_awaited(self) -> bool:
        """Whether its launch is still to come; never of what is discontinued."""
        if self.available_from is None or self.status == ProductStatus.DISCONTINUED:
            return False
        return self.available_from > timezone.now()


class ProductValue(AttributeValueBase):
    """A fact of a product."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="values")

    class Meta:
        verbose_name = _("attribute value")
        verbose_name_plural = _("attribute values")
        indexes: ClassVar = [models.Index(fields=["attribute", "choice"], name="product_values_choice")]


class ProductImage(Orderable):
    """A picture of a product; the first one stands in listings."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("picture"))
    captions = TranslatedField(_("description"), blank=True, help_text=_("For those who do not see the picture."))

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return f"{self.product}: {self.image}"


class ProductPlacement(Orderable):
    """A product's place in a category. Translations of the category share it through their translation key."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="placements")
    category = models.ForeignKey(CategoryPage, on_delete=models.CASCADE, related_name="placements", verbose_name=_("category"))
    rank = models.PositiveIntegerField(
        _("place in the category"), default=0, help_text=_("1 stands first. 0: not placed by hand, after those that are.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "category"], name="one_place_per_category")]

    def __str__(self) -> str:
        return f"{self.product} in {self.category}"
