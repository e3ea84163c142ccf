"""All models of the catalogue."""

from commerce.catalogue.models.attributes import Attribute, AttributeChoice, ProductType, TypeAttribute
from commerce.catalogue.models.brand import Brand
from commerce.catalogue.models.copy import ProductCopy
from commerce.catalogue.models.pages import CatalogPage, CategoryPage
from commerce.catalogue.models.product import Product, ProductImage, ProductPlacement, ProductValue
from commerce.catalogue.models.variant import Variant, VariantValue

__all__ = [
    "Attribute",
    "AttributeChoice",
    "Brand",
    "CatalogPage",
    "CategoryPage",
    "Product",
    "ProductCopy",
    "ProductImage",
    "ProductPlacement",
    "ProductType",
    "ProductValue",
    "TypeAttribute",
    "Variant",
    "VariantValue",
]
