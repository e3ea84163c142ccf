"""Things to sell, for tests: made by the verbs that staff use."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import transaction
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, CategoryPage, Product, ProductCopy, ProductPlacement, ProductType, Variant
from commerce.catalogue.services import note_launch
from commerce.catalogue.states import ProductStatus
from commerce.stock.services import set_on_hand
from pricing.models import PriceList
from pricing.services import ensure_base_list, set_price
from sites.content.indexing import indexed_once
from sites.tenants.context import current_store
from sites.tenants.models import Store


@contextmanager
def together() -> Iterator[None]:
    """What is sold in this block comes in one change, as from a sheet: it is shelved and indexed once, together."""
    with transaction.atomic(), indexed_once():
        yield


def base_list() -> PriceList:
    """The active store's base price list."""
    store = current_store()
    basis = PriceList.Basis.GROSS if store.tax_display == Store.Tax.INCLUDED else PriceList.Basis.NET
    return ensure_base_list(currency=store.currency, basis=basis)


@transaction.atomic
@indexed_once()
def sell(
    sku: str,
    *,
    price: str = "45.00",
    stock: int = 10,
    name: str = "",
    backorder: bool = False,
    tax_class: str = "standard",
    category: CategoryPage | None = None,
    status: str = ProductStatus.LIVE,
    versions: bool = False,
) -> Variant:
    """A live product of one variant in the active store, with words in the default language, a price and stock.

    In one transaction, and indexed once, so that the shelf gets it once too. The words have no `versions` yet unless asked for:
    editors' words have, but making them takes as long as all the rest.
    """
    kind, _made = ProductType.objects.get_or_create(code="thing", defaults={"name": "Thing"})
    product = Product.objects.create(name=name or sku, product_type=kind, status=status, tax_class=tax_class)
    note_launch(product=product)
    variant = Variant.objects.create(product=product, sku=sku)
    copy = ProductCopy(product=product, locale=Locale.get_default(), name=name or sku, slug=sku.lower(), live=True)
    copy.save()
    if versions:
        copy.save_revision().publish()
    set_price(price_list=base_list(), variant=variant, amount=Decimal(price))
    set_on_hand(variant=variant, quantity=stock, backorder=backorder)
    if category:
        ProductPlacement.objects.create(product=product, category=category)
    return variant


@indexed_once()
def category(title: str, *, parent: CategoryPage | None = None) -> CategoryPage:
    """A live category in the default language."""
    page = CategoryPage(title=title, slug=title.lower().replace(" ", "-"))
    above = parent or CatalogPage.objects.get(locale=Locale.get_default())
    above.add_child(instance=page)
    page.save_revision().publish()
    return CategoryPage.objects.get(pk=page.pk)
