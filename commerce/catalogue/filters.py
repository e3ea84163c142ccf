"""Finding products in the admin by what they are, and by what they lack."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from commerce.catalogue.columns import languages
from commerce.catalogue.models import Attribute, AttributeChoice, Brand, CategoryPage, Product, ProductCopy, ProductType
from commerce.catalogue.states import ProductKind, ProductStatus
from sites.tenants.languages import default_language


def categories(_request: Any) -> QuerySet[CategoryPage]:
    """Those of the store's default language, in the order of the tree: products are placed in any language's."""
    return CategoryPage.objects.filter(locale__language_code=default_language()).order_by("path")


class CategoryFilter(django_filters.ModelChoiceFilter):
    """A category with everything below it, whichever language's page a product was placed in."""

    def filter(self, qs: QuerySet[Product], value: CategoryPage | None) -> QuerySet[Product]:
        """Products below that category."""
        if not value:
            return qs
        below = CategoryPage.objects.descendant_of(value, inclusive=True).values("translation_key")
        return qs.filter(placements__category__translation_key__in=below).distinct()


class ProductFilters(WagtailFilterSet):
    """The filters of the list of products."""

    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=ProductStatus.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ProductKind.choices)
    brand = django_filters.ModelChoiceFilter(label=_("Brand"), queryset=lambda _request: Brand.objects.all())
    product_type = django_filters.ModelChoiceFilter(label=_("Type"), queryset=lambda _request: ProductType.objects.all())
    category = CategoryFilter(label=_("Category"), queryset=categories)
    lacks_words = django_filters.ChoiceFilter(label=_("Not published in"), choices=languages, method="without_words")
    attribute = django_filters.ModelChoiceFilter(
        label=_("Uses the attribute"), queryset=lambda _request: Attribute.objects.all(), method="using_attribute"
    )
    choice = django_filters.ModelChoiceFilter(
        label=_("Uses the choice"),
        queryset=lambda request: (
            AttributeChoice.objects.filter(attribute=request.GET.get("attribute") or 0)
            if str(request.GET.get("attribute", "")).isdecimal()
            else AttributeChoice.objects.none()
        ),
        method="using_choice",
    )

    class Meta:
        model = Product
        fields: list[str] = []

    def without_words(self, products: QuerySet[Product], _name: str, locale: str) -> QuerySet[Product]:
        """Those without live words in that language."""
        return products.filter(~Exists(ProductCopy.objects.filter(product=OuterRef("pk"), locale=locale, live=True)))

    def using_attribute(self, products: QuerySet[Product], _name: str, attribute: Attribute) -> QuerySet[Product]:
        """Those that have a value of it, or a variant that has."""
        return products.filter(Q(values__attribute=attribute) | Q(variants__values__attribute=attribute)).distinct()

    def using_choice(self, products: QuerySet[Product], _name: str, choice: AttributeChoice) -> QuerySet[Product]:
        """Those that have it, or a variant that has."""
        return products.filter(Q(values__choice=choice) | Q(variants__values__choice=choice)).distinct()
