"""Things to sell, for tests: as staff would have made them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import page_published

from commerce.catalogue.models import CatalogPage, CategoryPage, Product, ProductCopy, ProductPlacement, ProductType, Variant
from commerce.catalogue.services import note_launch
from commerce.catalogue.states import ProductStatus
from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Movement, StockItem
from commerce.stock.services import ensure_location, set_on_hand
from pricing.models import Price, PriceList
from pricing.services import ensure_base_list, set_price
from sites.content.indexing import indexed_once
from sites.tenants.context import current_store
from sites.tenants.models import Store
from tests.indexing import is_indexing
from tests.shelving import shelve_when_asked


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
    """A live product of one variant in the active store, with words in the default language, a price and stock; shelved once.

    The words have no `versions` yet unless asked for: editors' words have, but making them takes as long as all the rest. With
    them, and in a test that looks into Wagtail's indexes, all is done by the verbs that staff use; else the rows that these
    write are written, at half the statements (tests/commerce/test_selling.py holds them to be the same).
    """
    kind, _made = ProductType.objects.get_or_create(code="thing", defaults={"name": "Thing"})
    product = Product(name=name or sku, product_type=kind, status=status, tax_class=tax_class)
    variant = Variant(product=product, sku=sku)
    copy = ProductCopy(product=product, locale=Locale.get_default(), name=name or sku, slug=sku.lower(), live=True)
    goods = Goods(product, variant, copy, amount=Decimal(price), quantity=stock, backorder=backorder, category=category)
    if versions or is_indexing():
        goods.by_verbs(versions=versions)
    else:
        goods.by_rows()
    return variant


@dataclass(frozen=True, slots=True)
class Goods:
    """What `sell` sells, not written yet."""

    product: Product
    variant: Variant
    copy: ProductCopy
    amount: Decimal
    quantity: int
    backorder: bool
    category: CategoryPage | None

    @indexed_once()
    def by_verbs(self, *, versions: bool) -> None:
        """As staff do."""
        self.product.save()
        note_launch(product=self.product)
        self.variant.product = self.copy.product = self.product
        self.variant.save()
        self.copy.save()
        if versions:
            self.copy.save_revision().publish()
        set_price(price_list=base_list(), variant=self.variant, amount=self.amount)
        set_on_hand(variant=self.variant, quantity=self.quantity, backorder=self.backorder)
        if self.category:
            ProductPlacement.objects.create(product=self.product, category=self.category)

    def by_rows(self) -> None:
        """What is left of that in the tables, and told of it."""
        if self.product.is_visible:
            self.product.live_since = timezone.now()
        write(self.product)
        self.variant.product = self.copy.product = self.product
        write(self.variant)
        write(self.copy)
        write(Price(price_list=base_list(), variant=self.variant, amount=self.amount))
        item = StockItem(variant=self.variant, location=ensure_location(), on_hand=self.quantity, backorder=self.backorder)
        write(item)
        if self.quantity:
            write(Movement(item=item, change=self.quantity, reason=Movement.Reason.COUNT))
        if self.category:
            write(ProductPlacement(product=self.product, category=self.category))
        if connection.savepoint_ids:
            shelve_when_asked(self.product.pk)
        else:
            publish(ProductsChanged(frozenset({self.product.pk})))


def write(row: Model) -> None:
    """Write a new row, and tell nobody."""
    type(row)._default_manager.bulk_create([row])


@indexed_once()
def category(title: str, *, parent: CategoryPage | None = None) -> CategoryPage:
    """A live category in the default language, without versions yet."""
    now = timezone.now()
    page = CategoryPage(title=title, slug=title.lower().replace(" ", "-"), first_published_at=now, last_published_at=now)
    above = parent or CatalogPage.objects.get(locale=Locale.get_default())
    above.add_child(instance=page)
    page_published.send(sender=CategoryPage, instance=page, revision=None)
    return CategoryPage.objects.get(pk=page.pk)
