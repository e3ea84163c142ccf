"""Products: facts, words in every language, variants, prices and stock."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from stdnum import ean
from wagtail.models import Locale
from wagtail.rich_text import RichText

from commerce.catalogue.models import (
    Brand,
    CatalogPage,
    CategoryPage,
    Product,
    ProductCopy,
    ProductPlacement,
    Variant,
    VariantValue,
)
from commerce.catalogue.states import ProductStatus
from legacy_import.ids import Ids, fingerprint
from legacy_import.models import REPLACEMENTS, LegacyId
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.prestashop.html import plain_text, safe_html
from legacy_import.prestashop.records import Combination
from legacy_import.prestashop.records import Product as OldProduct
from legacy_import.save_attributes import ensure_type
from legacy_import.save_facts import left_out, options_of, save_values
from legacy_import.save_prices import save_price, save_stock
from legacy_import.texts import Languages


class ProductSaver:
    """Saves products of one catalogue, with what it needs to know read once."""

    def __init__(self, catalogue: Catalogue, ids: Ids, languages: Languages, tax_codes: dict[int, str]) -> None:
        self.catalogue, self.ids, self.languages, self.tax_codes = catalogue, ids, languages, tax_codes
        self.locales = dict(Locale.objects.values_list("language_code", "pk"))
        self.default = Locale.get_default()
        self.category_slugs = {
            slug for mount in CatalogPage.objects.all() for slug in mount.get_children().values_list("slug", flat=True)
        }

    def bring(self, old: OldProduct) -> None:
        """One product and everything of it."""
        combinations = self.sellable(old)
        for value_id in left_out(old, self.catalogue, self.ids, self.languages):
            self.ids.report.skip("feature_value", value_id, f"has no text in any language (product {old.id})")
        mark = fingerprint(old, combinations, self.tax_codes.get(old.tax_group_id))
        product_id = self.ids.bring("product", old.id, mark, lambda pk: self.save(pk, old, combinations))
        self.bring_variants(product_id, old, combinations)
        for combination in combinations:
            self.bring_stock(old, combination)
        if not combinations:
            self.bring_stock(old, None)

    def sellable(self, old: OldProduct) -> tuple[Combination, ...]:
        """The product's combinations, without those that repeat another's options."""
        kept = []
        for combination in self.catalogue.combinations_of(old.id):
            if combination.id in self.catalogue.duplicates:
                first = self.catalogue.duplicates[combination.id]
                self.ids.report.skip("combination", combination.id, f"has the same options as combination {first}")
            else:
                kept.append(combination)
        return tuple(kept)

    def bring_stock(self, old: OldProduct, combination: Combination | None) -> None:
        """Stock changes without the product's date moving, so it has a mark of its own."""
        stock = self.catalogue.stock_of(old.id, combination.id if combination else 0)
        kind, legacy_id = ("combination", combination.id) if combination else ("single", old.id)
        variant_id = self.ids.get(kind, legacy_id)
        if stock is None or (variant_id is None and not self.ids.dry_run):
            return
        backorder = stock.out_of_stock == 1 or (stock.out_of_stock == 2 and self.catalogue.settings.order_out_of_stock)
        self.ids.bring(
            "stock",
            stock.id,
            fingerprint(stock.quantity, backorder, variant_id),
            lambda _pk: save_stock(variant_id, stock.quantity, backorder=backorder),
        )

    def save(self, pk: int | None, old: OldProduct, combinations: tuple[Combination, ...]) -> int:
        """Write the product."""
        product = (Product.objects.filter(pk=pk).first() if pk else None) or Product()
        product.name = (self.languages.first(old.names) or f"Product {old.id}")[:200]
        product.product_type = ensure_type(options_of(combinations, self.catalogue, self.ids))
        brand_id = self.ids.get("manufacturer", old.manufacturer_id) if old.manufacturer_id else None
        product.brand = Brand.objects.filter(pk=brand_id).first() if brand_id else None
        product.tax_class = self.tax_codes.get(old.tax_group_id, "standard")
        product.status = status_of(old)
        if product.status != ProductStatus.DRAFT and product.live_since is None:
            product.live_since = aware(old.date_add)
        product.save()
        self.save_copies(product, old)
        save_values(product, old, self.catalogue, self.ids, self.languages)
        self.save_placements(product, old)
        self.switch_off_gone(product, old, combinations)
        remember_replacement(old)
        return int(product.pk)

    def save_copies(self, product: Product, old: OldProduct) -> None:
        """The words, one row a language; translations share one key."""
        key = None
        for code in self.languages.codes.values():
            if code not in self.locales:
                continue
            name = self.languages.texts(old.names).get(code)
            if not name:
                continue
            copy = ProductCopy.objects.filter(product=product, locale=self.locales[code]).first()
            copy = copy or ProductCopy(product=product, locale_id=self.locales[code])
            if key:
                copy.translation_key = key
            self.fill(copy, old, code, name)
            copy.live = True
            copy.has_unpublished_changes = False
            copy.save()
            copy.save_revision().publish()
            key = copy.translation_key

    def fill(self, copy: ProductCopy, old: OldProduct, code: str, name: str) -> None:
        """Name, slug, summary, description and search texts in one language."""
        html = safe_html(self.languages.texts(old.descriptions).get(code, ""))
        copy.name = name[:200]
        copy.slug = self.free_slug(copy, self.languages.texts(old.slugs).get(code) or name, old.id)
        copy.summary = plain_text(self.languages.texts(old.summaries).get(code, ""))[:600]
        copy.body = [("rich_text", RichText(html))] if html else []
        copy.seo_title = self.languages.texts(old.meta_titles).get(code, "")[:120]
        copy.seo_description = self.languages.texts(old.meta_descriptions).get(code, "")[:320]

    def free_slug(self, copy: ProductCopy, wanted: str, legacy_id: int) -> str:
        """The old slug, with the old id behind it where a product or a category has it already."""
        slug = slugify(wanted, allow_unicode=True)[:180] or f"product-{legacy_id}"
        taken = ProductCopy.objects.filter(locale=copy.locale_id, slug=slug).exclude(pk=copy.pk).exists()
        return f"{slug}-{legacy_id}" if taken or slug in self.category_slugs else slug

    def save_placements(self, product: Product, old: OldProduct) -> None:
        """The categories, the default one first. The old Home is the whole catalogue and needs no place."""
        ordered = sorted(set(old.category_ids) | {old.default_category_id}, key=lambda pk: (pk != old.default_category_id, pk))
        pages = [page_id for category in ordered if (page_id := self.ids.get("category", category))]
        known = set(CategoryPage.objects.filter(pk__in=pages).values_list("pk", flat=True))
        ProductPlacement.objects.filter(product=product).exclude(category__in=known).delete()
        for position, page_id in enumerate(page for page in pages if page in known):
            ProductPlacement.objects.update_or_create(product=product, category_id=page_id, defaults={"sort_order": position})

    def bring_variants(self, product_id: int | None, old: OldProduct, combinations: tuple[Combination, ...]) -> None:
        """A variant a combination; a product without any has one of its own. Each has its own mark, so that one which could
        not be brought is tried again by the next run.
        """
        if product_id is None and not self.ids.dry_run:
            return
        for position, combination in enumerate(combinations):
            mark = fingerprint(combination, old.price, old.weight, old.tax_group_id)
            self.ids.bring(
                "combination",
                combination.id,
                mark,
                lambda pk, c=combination, at=position: self.save_variant(pk, product_id, old, c, at),  # type: ignore[misc]
            )
        if not combinations:
            mark = fingerprint(old.reference, old.gtin, old.price, old.weight, old.tax_group_id)
            self.ids.bring("single", old.id, mark, lambda pk: self.save_variant(pk, product_id, old, None, 0))

    def switch_off_gone(self, product: Product, old: OldProduct, combinations: tuple[Combination, ...]) -> None:
        """Variants that came from the old shop and are no longer in it; those that staff made stay as they are."""
        kept = [self.ids.get("combination", c.id) for c in combinations] or [self.ids.get("single", old.id)]
        came = self.ids.all_of("combination") | self.ids.all_of("single")
        gone = Variant.objects.filter(product=product, pk__in=came).exclude(pk__in=[pk for pk in kept if pk])
        gone.update(is_active=False)

    def save_variant(
        self, pk: int | None, product_id: int | None, old: OldProduct, combination: Combination | None, position: int
    ) -> int:
        """One variant with its options and price. The price is the product's plus the combination's impact, net."""
        product = Product.objects.get(pk=product_id)
        variant = (Variant.objects.filter(pk=pk).first() if pk else None) or Variant(product=product)
        own: Any = combination or old
        variant.product, variant.sort_order, variant.is_active = product, position, True
        variant.sku = variant.sku or self.free_sku(own.reference or old.reference, old, combination)
        variant.gtin = valid_gtin(own.gtin or ("" if combination else old.gtin))
        variant.mpn = (own.mpn or old.mpn)[:64]
        variant.weight = positive(old.weight + (combination.weight_impact if combination else 0))
        variant.width, variant.height, variant.depth = positive(old.width), positive(old.height), positive(old.depth)
        variant.min_quantity = max(1, own.minimal_quantity)
        variant.save()
        if combination:
            self.save_options(variant, combination)
        net = old.price + (combination.price_impact if combination else Decimal(0))
        save_price(variant, net, product.tax_class, self.catalogue)
        return int(variant.pk)

    def save_options(self, variant: Variant, combination: Combination) -> None:
        """The chosen values."""
        VariantValue.objects.filter(variant=variant).delete()
        for value_id in combination.option_value_ids:
            value = self.catalogue.option_values.get(value_id)
            choice = self.ids.get("option_value", value_id)
            attribute = self.ids.get("option", value.option_id) if value else None
            if choice and attribute:
                VariantValue.objects.get_or_create(variant=variant, attribute_id=attribute, defaults={"choice_id": choice})

    def free_sku(self, wanted: str, old: OldProduct, combination: Combination | None) -> str:
        """The old reference where it is free, else with the old ids behind it; never empty."""
        clean = " ".join("".join(letter for letter in wanted if letter not in "<>{}").split())[:50]
        suffix = f"{old.id}-{combination.id}" if combination else str(old.id)
        sku = clean or f"PS-{suffix}"
        if Variant.objects.filter(sku=sku).exists():
            sku = f"{sku}-{suffix}"
        return sku


def remember_replacement(old: OldProduct) -> None:
    """Where the address of an inactive product leads: the product or category that the old shop named, by its old id,
    because that one may come later than this.
    """
    LegacyId.objects.filter(kind__in=REPLACEMENTS.values(), legacy_id=old.id).delete()
    _code, _dash, what = old.redirect_type.partition("-")
    target = old.redirect_id or (old.default_category_id if what == "category" else 0)
    if not old.active and what in REPLACEMENTS and target:
        LegacyId.objects.create(kind=REPLACEMENTS[what], legacy_id=old.id, object_id=target, fingerprint="")


def status_of(old: OldProduct) -> str:
    """Inactive products are drafts; those that are shown nowhere are hidden; those that cannot be ordered are discontinued."""
    if not old.active:
        return ProductStatus.DRAFT
    if not old.available_for_order:
        return ProductStatus.DISCONTINUED
    return ProductStatus.HIDDEN if old.visibility == "none" else ProductStatus.LIVE


def positive(number: Decimal) -> Decimal | None:
    """Zero means "not stated" in PrestaShop."""
    return number if number > 0 else None


def valid_gtin(text: str) -> str:
    """The number where its check digit is right, else nothing: a wrong GTIN is worse than none."""
    return text if text and ean.is_valid(text) else ""


def aware(moment: Any) -> Any:
    """PrestaShop's dates have no zone; they are taken as UTC."""
    if moment is None:
        return timezone.now()
    return moment.replace(tzinfo=timezone.get_default_timezone()) if timezone.is_naive(moment) else moment
