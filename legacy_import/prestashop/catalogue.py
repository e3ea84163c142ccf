"""Everything we take from a shop's catalogue, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from legacy_import.prestashop.checks import combination_problems, duplicate_combinations, in_value_order, stock_of_shop
from legacy_import.prestashop.measures import Measures, measures_of
from legacy_import.prestashop.read_attributes import read_feature, read_feature_value, read_option, read_option_value
from legacy_import.prestashop.read_categories import read_category, read_manufacturer
from legacy_import.prestashop.read_products import read_combination, read_product, read_stock
from legacy_import.prestashop.read_shop import (
    read_country,
    read_currency,
    read_language,
    read_setting,
    read_shop_group,
    read_shop_place,
    settings_of,
)
from legacy_import.prestashop.read_taxes import read_tax, read_tax_rule, read_tax_rule_group, with_rates
from legacy_import.prestashop.reading import Progress, Reading
from legacy_import.prestashop.records import (
    Category,
    Combination,
    Country,
    Currency,
    Feature,
    FeatureValue,
    Language,
    Manufacturer,
    Option,
    OptionValue,
    Product,
    Settings,
    Stock,
    TaxRuleGroup,
)
from legacy_import.prestashop.source import Problem, Source
from legacy_import.prestashop.tree import category_tree


@dataclass(slots=True)
class Catalogue:
    """A shop's catalogue. All is in memory but the products, which `products` reads page by page.

    Mappings are by PrestaShop's id. `categories` has Home first and parents before children. `combinations` are by
    product, in the order of their ids. `stocks` are by (product, combination), 0 for the product itself. `duplicates`
    says which combination repeats which. `problems` grows while products are read.
    """

    description: str
    settings: Settings
    languages: tuple[Language, ...]
    currencies: Mapping[int, Currency]
    countries: Mapping[int, Country]
    tax_groups: Mapping[int, TaxRuleGroup]
    categories: tuple[Category, ...]
    manufacturers: Mapping[int, Manufacturer]
    features: Mapping[int, Feature]
    feature_values: Mapping[int, FeatureValue]
    options: Mapping[int, Option]
    option_values: Mapping[int, OptionValue]
    combinations: Mapping[int, tuple[Combination, ...]]
    duplicates: Mapping[int, int]
    stocks: Mapping[tuple[int, int], Stock]
    _reading: Reading
    _measures: Measures

    @property
    def problems(self) -> list[Problem]:
        """All that was left out or bent so far, in the order of reading."""
        return self._reading.problems

    def products(self) -> Iterator[Product]:
        """The products by ascending id, without drafts that were never saved. Each call reads the source anew."""
        for product in self._reading.stream("products", partial(read_product, measures=self._measures)):
            if product.state:
                yield product
            else:
                message = "The product is a draft that was never saved in the old shop; it was left out."
                self.problems.append(Problem("products", product.id, message))

    def product_count(self) -> int | None:
        """How many products `products` will go through, drafts included."""
        return self._reading.source.count("products")

    def combinations_of(self, product_id: int) -> tuple[Combination, ...]:
        """The combinations of one product, by id; none for a product without."""
        return self.combinations.get(product_id, ())

    def stock_of(self, product_id: int, combination_id: int = 0) -> Stock | None:
        """None where the shop has no row, which means that nothing is known, not that nothing is there."""
        return self.stocks.get((product_id, combination_id))

    def default_language(self) -> Language | None:
        """The language of the shop, or else the first active one."""
        chosen = (language for language in self.languages if language.id == self.settings.default_language_id)
        active = (language for language in self.languages if language.active)
        return next(chosen, None) or next(active, None)


def read_catalogue(source: Source, *, progress: Progress | None = None, shop_id: int | None = None) -> Catalogue:
    """Reads all but the products. Of a multistore, `shop_id` or else the default shop counts.

    Raises a SourceError where the source is gone, or has no languages or categories to read. Any other resource that
    cannot be had is a Problem, and the catalogue goes without it.
    """
    reading = Reading(source, progress)
    languages = tuple(reading.stream("languages", read_language))
    groups = dict(reading.all("shops", read_shop_place))
    settings = settings_of(reading.all("configurations", read_setting), shop_id, groups)
    measures, unknown_units = measures_of(settings)
    reading.problems.extend(unknown_units)
    currencies = reading.all("currencies", partial(read_currency, default_id=settings.default_currency_id))
    countries = {country.id: country for country in reading.all("countries", read_country)}
    tree = category_tree(reading.stream("categories", read_category), settings.home_category_id)
    reading.problems.extend(tree.problems)
    options = {option.id: option for option in reading.all("product_options", read_option)}
    values = {value.id: value for value in reading.all("product_option_values", read_option_value)}
    combinations, duplicates = _combinations(reading, measures, options, values)
    return Catalogue(
        description=source.describe(),
        settings=settings,
        languages=languages,
        currencies={currency.id: currency for currency in currencies},
        countries=countries,
        tax_groups=_tax_groups(reading, countries),
        categories=tree.categories,
        manufacturers={brand.id: brand for brand in reading.all("manufacturers", read_manufacturer)},
        features={feature.id: feature for feature in reading.all("product_features", read_feature)},
        feature_values={value.id: value for value in reading.all("product_feature_values", read_feature_value)},
        options=options,
        option_values=values,
        combinations=combinations,
        duplicates=duplicates,
        stocks=_stocks(reading, settings.shop_id, groups.get(settings.shop_id, 1)),
        _reading=reading,
        _measures=measures,
    )


def _tax_groups(reading: Reading, countries: Mapping[int, Country]) -> dict[int, TaxRuleGroup]:
    taxes = {tax.id: tax for tax in reading.all("taxes", read_tax)}
    rules = reading.all("tax_rules", read_tax_rule)
    groups: dict[int, TaxRuleGroup] = {}
    for bare in reading.all("tax_rule_groups", read_tax_rule_group):
        groups[bare.id], problems = with_rates(bare, rules, taxes, countries)
        reading.problems.extend(problems)
    return groups


def _combinations(
    reading: Reading, measures: Measures, options: Mapping[int, Option], values: Mapping[int, OptionValue]
) -> tuple[dict[int, tuple[Combination, ...]], dict[int, int]]:
    raw = reading.all("combinations", partial(read_combination, measures=measures))
    combinations = sorted((in_value_order(one, options, values) for one in raw), key=lambda one: one.id)
    duplicates = duplicate_combinations(combinations)
    reading.problems.extend(combination_problems(combinations, values.keys(), duplicates))
    by_product: dict[int, list[Combination]] = {}
    for combination in combinations:
        by_product.setdefault(combination.product_id, []).append(combination)
    return {number: tuple(own) for number, own in by_product.items()}, duplicates


def _stocks(reading: Reading, shop_id: int, group_id: int) -> dict[tuple[int, int], Stock]:
    shared = dict(reading.all("shop_groups", read_shop_group)).get(group_id, False)
    rows = reading.all("stock_availables", read_stock)
    stocks, problems = stock_of_shop(rows, shop_id=shop_id, group_id=group_id, shared=shared)
    reading.problems.extend(problems)
    return stocks
