"""Datasheets and booklets of demo products, in all languages of the store."""

from datetime import date
from pathlib import Path

from django.utils.translation import override

from commerce.catalogue.models import Product, ProductCopy
from commerce.storefront.shelf.facts import in_order, said_of
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.data_showcase import DemoBooklet, DemoExtras
from sites.provisioning.demo.illustrations.palettes import palette_named
from sites.provisioning.demo.papers import Sheet, paper
from sites.tenants.context import current_store


def datasheet(product: Product, data: DemoExtras, pictures: Pictures) -> bytes:
    """The product's words and facts on a page for each language."""
    values = in_order(product.values.select_related("attribute", "choice"))
    sheets = []
    for copy in copies_of(product):
        language = copy.locale.language_code
        with override(language):
            facts: dict[str, list[str]] = {}
            for said in map(said_of, values):
                facts.setdefault(said.label, []).append(said.text)
        rows = tuple((label, ", ".join(texts)) for label, texts in facts.items())
        sheets.append(Sheet(copy.name, copy.summary, rows, data.care.get(language, ()), foot(data.sku)))
    return printed(sheets, product, pictures)


def booklet(product: Product, data: DemoBooklet, pictures: Pictures) -> bytes:
    """A booklet with a page for each language."""
    sheets = [
        Sheet(data.title[copy.locale.language_code], copy.summary, (), data.paragraphs[copy.locale.language_code], foot(""))
        for copy in copies_of(product)
    ]
    return printed(sheets, product, pictures)


def copies_of(product: Product) -> list[ProductCopy]:
    """The product's words, the default language first."""
    return list(product.copies.select_related("locale").order_by("pk"))


def foot(sku: str) -> str:
    """The last line of a page."""
    return " · ".join(filter(None, (current_store().name, sku, f"{date.today():%Y-%m}")))  # noqa: DTZ011 - of the paper, not of an order


def printed(sheets: list[Sheet], product: Product, pictures: Pictures) -> bytes:
    """The sheets in the colours of the store, with the first picture of the product."""
    image = product.images.select_related("image").first()
    picture = Path(image.image.file.path).read_bytes() if image else b""
    return paper(sheets, accent=palette_named(pictures.palette).accent, picture=picture)
