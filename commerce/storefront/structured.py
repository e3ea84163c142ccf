"""Structured data for search engines (https://schema.org/Product)."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from commerce.storefront.values import ProductView

SCHEMA_STOCK = {
    "in_stock": "https://schema.org/InStock",
    "low_stock": "https://schema.org/LimitedAvailability",
    "backorder": "https://schema.org/BackOrder",
    "out_of_stock": "https://schema.org/OutOfStock",
}
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def product_json_ld(view: ProductView, request: HttpRequest) -> SafeString:
    """The product as JSON-LD, safe inside a script element. The price is with tax; there is no offer without one."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": view.name,
        "description": view.summary,
        "url": request.build_absolute_uri(view.url),
        "image": [request.build_absolute_uri(picture.src) for picture in view.pictures],
    }
    if view.brand:
        data["brand"] = {"@type": "Brand", "name": view.brand}
    if view.variant:
        data["sku"] = view.variant.sku
        if view.variant.gtin:
            data["gtin"] = view.variant.gtin
        if view.variant.offer:
            price, currency = view.variant.offer
            data["offers"] = {
                "@type": "Offer",
                "availability": SCHEMA_STOCK[view.variant.availability.code],
                "url": data["url"],
                "price": price,
                "priceCurrency": currency,
            }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - escaped for script elements
