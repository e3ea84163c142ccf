"""A product for search engines (https://schema.org/Product, https://schema.org/ProductGroup)."""

from collections.abc import Callable
from typing import Any

from commerce.reviews.selectors import rating_facts
from commerce.reviews.values import ReviewSection
from commerce.storefront.found.plain import plain_text
from commerce.storefront.values import ProductView, VariantView

STOCK = {
    "in_stock": "https://schema.org/InStock",
    "low_stock": "https://schema.org/LimitedAvailability",
    "backorder": "https://schema.org/BackOrder",
    "out_of_stock": "https://schema.org/OutOfStock",
    "awaited": "https://schema.org/PreOrder",
    "gone": "https://schema.org/Discontinued",
}
NEW = "https://schema.org/NewCondition"
Absolute = Callable[[str], str]


def product_document(view: ProductView, absolute: Absolute, *, reviews: ReviewSection | None) -> dict[str, Any]:
    """The product: alone, or as a group that names each of its variants. Prices are with tax; what has none on its page is not
    offered.

    `reviews` are those that the page shows, of the whole product.
    """
    whole: dict[str, Any] = {
        "name": view.name,
        "description": view.summary or plain_text(view.compatibility)[:300],
        "url": absolute(view.url),
        "image": [absolute(picture.src) for picture in view.pictures],
        "brand": {"@type": "Brand", "name": view.brand} if view.brand else None,
        "category": " > ".join(link.title for link in view.categories),
        **rating_facts(reviews),
    }
    if len(view.variants) > 1:
        group = view.variants[0].sku
        variants = [{"@type": "Product", **variant_facts(each, view, absolute)} for each in view.variants]
        return {"@type": "ProductGroup", "productGroupID": group, **whole, "hasVariant": variants}
    alone = variant_facts(view.variant, view, absolute) if view.variant else {}
    return {"@type": "Product", **alone, **whole}


def variant_facts(variant: VariantView, view: ProductView, absolute: Absolute) -> dict[str, Any]:
    """What is the variant's own: numbers, name with its options, address, offer."""
    return {
        "sku": variant.sku,
        "gtin": variant.gtin,
        "mpn": variant.mpn,
        "name": f"{view.name} {variant.label}".strip(),
        "url": absolute(variant.url),
        "offers": offer(variant, view, absolute),
    }


def offer(variant: VariantView, view: ProductView, absolute: Absolute) -> dict[str, Any] | None:
    """What it costs, and whether it can be had, or from when on; None where the page shows no price.

    What is no longer made keeps the price that its page shows, and says that it cannot be had.
    """
    if variant.offer is None:
        return None
    price, currency = variant.offer
    return {
        "@type": "Offer",
        "availability": STOCK.get(variant.availability.code),
        "availabilityStarts": view.awaited_at if variant.availability.code == "awaited" else "",
        "itemCondition": NEW,
        "price": price,
        "priceCurrency": currency,
        "url": absolute(variant.url),
    }
