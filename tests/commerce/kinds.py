"""Bundles, files and services to sell, for tests."""

from django.core.files.base import ContentFile

from commerce.catalogue.models import BundlePart, DigitalFile, Product, Variant
from tests.shop import sell


def bundle(sku: str, *parts: tuple[Variant, int], price: str = "100.00") -> Variant:
    """A set of these parts with a price of its own."""
    variant = sell(sku, price=price, stock=0)
    Product.objects.filter(pk=variant.product_id).update(kind="bundle")
    for number, (part, quantity) in enumerate(parts):
        BundlePart.objects.create(product=variant.product, variant=part, quantity=quantity, sort_order=number)
    variant.product.refresh_from_db()
    return variant


def of_kind(sku: str, kind: str, *, price: str = "20.00") -> Variant:
    """A file or a service."""
    variant = sell(sku, price=price, stock=0)
    Product.objects.filter(pk=variant.product_id).update(kind=kind)
    variant.product.refresh_from_db()
    return variant


def manual(sku: str = "MANUAL", *, content: bytes = b"chapter one", price: str = "20.00") -> Variant:
    """A digital product of one file."""
    variant = of_kind(sku, "digital", price=price)
    file = DigitalFile(product=variant.product, titles={"en": "The manual", "de": "Das Handbuch", "af": "Die handleiding"})
    file.file.save("manual.pdf", ContentFile(content))
    return variant
