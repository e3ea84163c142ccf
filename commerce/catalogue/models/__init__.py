"""All models of the catalogue."""

from commerce.catalogue.models.attributes import Attribute, AttributeChoice, FormerChoice, ProductType, TypeAttribute
from commerce.catalogue.models.brand import Brand
from commerce.catalogue.models.brand_pages import BrandIndexPage, BrandPage
from commerce.catalogue.models.copy import ProductCopy
from commerce.catalogue.models.history import FactChange, FormerSlug
from commerce.catalogue.models.media import DigitalFile, ProductVideo
from commerce.catalogue.models.pages import CatalogPage, CategoryPage
from commerce.catalogue.models.product import Product, ProductImage, ProductPlacement, ProductValue
from commerce.catalogue.models.relations import BundlePart, ProductRelation
from commerce.catalogue.models.variant import Variant, VariantValue

__all__ = [
    "Attribute",
    "AttributeChoice",
    "Brand",
    "BrandIndexPage",
    "BrandPage",
    "BundlePart",
    "CatalogPage",
    "CategoryPage",
    "DigitalFile",
    "FactChange",
    "FormerChoice",
    "FormerSlug",
    "Product",
    "ProductCopy",
    "ProductImage",
    "ProductPlacement",
    "ProductRelation",
    "ProductType",
    "ProductValue",
    "ProductVideo",
    "TypeAttribute",
    "Variant",
    "VariantValue",
]
