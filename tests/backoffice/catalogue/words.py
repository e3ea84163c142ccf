"""The words of a product, as those who write them send them."""

from typing import Any

from wagtail.models import Locale

from commerce.catalogue.models import ProductCopy
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell

WORDS = "/admin/snippets/catalogue/productcopy"


def copy_in(store: Store, *, language: str = "", **words: Any) -> ProductCopy:
    """The words of a product on sale: in the store's own language, or a translation of them."""
    with in_store(store):
        copy: ProductCopy = sell("LDS02", name="Door sensor", versions=True).product.copies.get()
        if language:
            copy = ProductCopy(
                product=copy.product,
                locale=Locale.objects.get(language_code=language),
                translation_key=copy.translation_key,
                name="Übersetzt",
                slug="uebersetzt",
                live=False,
                **words,
            )
            copy.save()
            copy.save_revision().publish()
        return copy


def form(copy: ProductCopy, **changed: Any) -> dict[str, Any]:
    """What the form of these words sends."""
    # fmt: off
    sent = {
        "product": str(copy.product_id), "name": copy.name, "slug": copy.slug, "summary": "", "seo_title": "",
        "seo_description": "", "compatibility": "null", "body-count": "0",
    }
    # fmt: on
    return {**sent, **changed}


def fresh(store: Store, copy: ProductCopy) -> ProductCopy:
    """The words as they stand."""
    with in_store(store):
        return ProductCopy.objects.get(pk=copy.pk)
