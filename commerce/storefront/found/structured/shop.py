"""Who the shop is, and where it can be searched. Said on its front pages."""

from typing import Any

from commerce.storefront.context import ShopView
from commerce.storefront.found.structured.product import Absolute
from commerce.storefront.found.structured.words import logo


def organization_document(shop: ShopView, absolute: Absolute) -> dict[str, Any]:
    """The company behind the shop, as its identity says."""
    return {
        "@type": "Organization",
        "@id": absolute("/#organization"),
        "name": shop.name,
        "legalName": shop.legal_entity,
        "url": absolute("/"),
        "logo": logo(shop, absolute),
        "email": shop.email,
        "telephone": shop.phone,
        "vatID": shop.vat_number,
        "address": ", ".join(shop.address_lines),
        "sameAs": [link.url for link in shop.social],
    }


def website_document(shop: ShopView, *, home: str, search: str, language: str) -> dict[str, Any]:
    """The site in one language, with the address of its search."""
    return {
        "@type": "WebSite",
        "name": shop.name,
        "url": home,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
