"""What we take from a PrestaShop catalogue, as plain frozen records.

Names are ours, ids are PrestaShop's. Money is an exact Decimal without tax, in the shop's default currency. Weights
are kilograms and lengths centimetres, whatever the shop's own units are. Moments are naive, in the shop's time zone.
A `Texts` maps a language id to a text; a language without text is absent, so a missing one is simply not there.
HTML stays as the shop wrote it: `html.safe_html` is for whoever saves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Texts = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the shop; texts name it by its id."""

    id: int
    code: str  # "en", lower case
    locale: str  # "en-US"; empty before 1.7
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO code, with its rate against the default one."""

    id: int
    iso: str
    name: str
    rate: Decimal  # units of this currency for one unit of the default currency
    active: bool
    deleted: bool
    default: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO code."""

    id: int
    iso: str
    names: Texts
    active: bool


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax with its rate in percent."""

    id: int
    names: Texts
    rate: Decimal  # per cent
    active: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class TaxRule:
    """One line of a tax rule group. `behaviour`: 0 this tax only, 1 added to the others, 2 one after another."""

    id: int
    group_id: int
    country_id: int
    state_id: int
    tax_id: int
    zipcode_from: str
    zipcode_to: str
    behaviour: int

    @property
    def whole_country(self) -> bool:
        """Whether the rule holds for all of its country, not for a state or a range of postcodes."""
        return not self.state_id and self.zipcode_from in ("", "0") and self.zipcode_to in ("", "0")


@dataclass(frozen=True, slots=True)
class TaxRuleGroup:
    """What a product's tax depends on. `rates`: per cent by country (ISO code), of rules for the whole country."""

    id: int
    name: str
    active: bool
    deleted: bool
    rates: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Category:
    """A category with texts by language; `parent_id` decides where it stands."""

    id: int
    parent_id: int
    position: int
    active: bool
    is_root: bool  # the home category of a shop
    names: Texts
    slugs: Texts
    descriptions: Texts  # HTML
    meta_titles: Texts
    meta_descriptions: Texts


@dataclass(frozen=True, slots=True)
class Manufacturer:
    """Who makes products, with texts by language."""

    id: int
    name: str
    slug: str
    active: bool
    summaries: Texts  # HTML
    descriptions: Texts  # HTML
    meta_titles: Texts
    meta_descriptions: Texts


@dataclass(frozen=True, slots=True)
class Feature:
    """A kind of fact that products have, such as Composition."""

    id: int
    position: int
    names: Texts


@dataclass(frozen=True, slots=True)
class FeatureValue:
    """`custom`: written for one product only, not a value to filter by. Such a value may have no text at all."""

    id: int
    feature_id: int
    custom: bool
    values: Texts


@dataclass(frozen=True, slots=True)
class Option:
    """What a shopper chooses, such as a size. `group_type`: "select", "radio" or "color"."""

    id: int
    position: int
    group_type: str
    names: Texts  # for the back office
    public_names: Texts


@dataclass(frozen=True, slots=True)
class OptionValue:
    """One value of an option, such as Red, with its colour where it has one."""

    id: int
    option_id: int
    position: int
    names: Texts
    colour: str  # "#rrggbb", or empty


@dataclass(frozen=True, slots=True)
class PackItem:
    """A part of a pack: so many of a product or of one of its combinations."""

    product_id: int
    combination_id: int  # 0: the product itself
    quantity: int


@dataclass(frozen=True, slots=True)
class Product:
    """A product without its combinations and stock, which are resources of their own.

    `price` has no combination's impact, no special price and no ecotax in it.
    `product_type`: "standard", "combinations", "pack" or "virtual"; worked out where an older shop does not say.
    `redirect_type`: what to answer while the product is inactive, as from 1.7.1 ("404", "301-product", "302-category",
    "default", …); `redirect_id` is the product or category meant, 0 the default category.
    `visibility`: "both", "catalog", "search" or "none". `condition`: "new", "used" or "refurbished".
    """

    id: int
    reference: str
    gtin: str
    upc: str
    isbn: str
    mpn: str
    supplier_reference: str
    product_type: str
    is_virtual: bool
    state: int  # 0: a draft that was never saved
    active: bool
    visibility: str
    condition: str
    available_for_order: bool
    show_price: bool
    on_sale: bool
    price: Decimal
    wholesale_price: Decimal
    ecotax: Decimal
    unity: str
    unit_price: Decimal
    tax_group_id: int  # 0: no tax
    manufacturer_id: int
    default_category_id: int
    category_ids: tuple[int, ...]
    weight: Decimal
    width: Decimal
    height: Decimal
    depth: Decimal
    minimal_quantity: int
    names: Texts
    slugs: Texts
    summaries: Texts  # HTML
    descriptions: Texts  # HTML
    meta_titles: Texts
    meta_descriptions: Texts
    feature_values: tuple[tuple[int, int], ...]  # (feature, value); several values of one feature are possible
    image_ids: tuple[int, ...]  # in the shop's order
    default_image_id: int | None
    combination_ids: tuple[int, ...]
    accessory_ids: tuple[int, ...]
    pack_items: tuple[PackItem, ...]
    redirect_type: str
    redirect_id: int
    date_add: datetime | None
    date_upd: datetime | None


@dataclass(frozen=True, slots=True)
class Combination:
    """One variant. Price and weight are added to the product's and may be negative; an empty reference or code means
    the product's.

    No pictures of its own means all pictures of the product.
    """

    id: int
    product_id: int
    reference: str
    gtin: str
    upc: str
    isbn: str
    mpn: str
    supplier_reference: str
    price_impact: Decimal
    weight_impact: Decimal
    wholesale_price: Decimal
    minimal_quantity: int
    default_on: bool
    option_value_ids: tuple[int, ...]
    image_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """`combination_id` 0 is the product's own row, the sum where it has combinations. Negative quantities are normal.

    `out_of_stock`: 0 refuse orders, 1 accept them, 2 as the shop's setting says.
    """

    id: int
    product_id: int
    combination_id: int
    shop_id: int  # 0: shared by the group
    shop_group_id: int
    quantity: int
    out_of_stock: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the import needs of the shop's configuration. `routes`: its own URL patterns (PS_ROUTE_product_rule, …)."""

    shop_id: int = 1
    shop_name: str = ""
    version: str = ""
    time_zone: str = ""
    default_language_id: int = 0
    default_currency_id: int = 0
    default_country_id: int = 0
    root_category_id: int = 1
    home_category_id: int = 2
    order_out_of_stock: bool = False
    weight_unit: str = "kg"
    dimension_unit: str = "cm"
    routes: Mapping[str, str] | None = None
