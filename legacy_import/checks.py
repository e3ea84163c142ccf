"""Figures of the source beside ours."""

from django.db.models import Sum

from commerce.catalogue.models import CategoryPage, Product, ProductImage, Variant
from commerce.catalogue.states import VISIBLE
from commerce.stock.models import StockItem
from legacy_import.models import LegacyId
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.report import Report


def compare(catalogue: Catalogue, report: Report) -> None:
    """Active products, all products, variants, categories, pictures, and pieces in stock."""
    products = list(catalogue.products())
    ours = Product.objects.filter(pk__in=ids_of("product"))
    report.check("products", len(products), ours.count())
    report.check("active products", sum(1 for old in products if old.active), ours.filter(status__in=VISIBLE).count())
    combinations = sum(len(catalogue.combinations_of(old.id)) for old in products)
    report.check(
        "combinations", combinations - len(catalogue.duplicates), Variant.objects.filter(pk__in=ids_of("combination")).count()
    )
    home = catalogue.settings.home_category_id
    report.check(
        "categories",
        sum(1 for c in catalogue.categories if c.id != home),
        CategoryPage.objects.filter(pk__in=ids_of("category")).count(),
    )
    report.check(
        "product pictures",
        sum(len(old.image_ids) for old in products),
        ProductImage.objects.filter(pk__in=ids_of("image")).count(),
    )
    sold = [(old.id, c.id) for old in products for c in catalogue.combinations_of(old.id) if c.id not in catalogue.duplicates]
    sold += [(old.id, 0) for old in products if not catalogue.combinations_of(old.id)]
    expected = sum(stock.quantity for key in sold if (stock := catalogue.stock_of(*key)))
    found = StockItem.objects.filter(pk__in=ids_of("stock")).aggregate(sum=Sum("on_hand"))["sum"] or 0
    report.check("pieces in stock", expected, found)


def ids_of(kind: str) -> list[int]:
    """Our ids of everything that came as this kind."""
    return list(LegacyId.objects.filter(kind=kind).values_list("object_id", flat=True))
