"""Taxes, their rules and the rate of each country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from legacy_import.prestashop.records import Country, Tax, TaxRule, TaxRuleGroup
from legacy_import.prestashop.source import Problem
from legacy_import.prestashop.values import amount, flag, identity, integer, texts
from legacy_import.prestashop.xml import Node

ADDED, COMPOUND = 1, 2


def read_tax(record: Node) -> Tax:
    """The tax that a webservice record describes."""
    return Tax(
        id=identity(record),
        names=texts(record, "name"),
        rate=amount(record, "rate"),
        active=flag(record, "active"),
        deleted=flag(record, "deleted"),
    )


def read_tax_rule(record: Node) -> TaxRule:
    """The tax rule that a webservice record describes."""
    return TaxRule(
        id=identity(record),
        group_id=identity(record, "id_tax_rules_group"),
        country_id=integer(record, "id_country"),
        state_id=integer(record, "id_state"),
        tax_id=integer(record, "id_tax"),
        zipcode_from=record.value("zipcode_from"),
        zipcode_to=record.value("zipcode_to"),
        behaviour=integer(record, "behavior"),
    )


def read_tax_rule_group(record: Node) -> TaxRuleGroup:
    """A group without its rates, which `with_rates` works out of the rules."""
    return TaxRuleGroup(
        id=identity(record),
        name=record.value("name"),
        active=flag(record, "active"),
        deleted=flag(record, "deleted"),
        rates={},
    )


def with_rates(
    group: TaxRuleGroup, rules: Sequence[TaxRule], taxes: Mapping[int, Tax], countries: Mapping[int, Country]
) -> tuple[TaxRuleGroup, tuple[Problem, ...]]:
    """The group with its rate per country.

    A country's first rule decides; a further rule that says "added" or "one after another" joins in: 5 and 10 make 15
    when added, 15.5 one after another. Rules for one state or some postcodes have no place in a rate per country and
    are reported. A rule without a tax (id 0) means the country is not taxed.
    """
    own = sorted((rule for rule in rules if rule.group_id == group.id), key=lambda rule: rule.id)
    problems = [_local_rule(group, rule) for rule in own if not rule.whole_country]
    rates: dict[str, Decimal] = {}
    for rule in own:
        country, tax = countries.get(rule.country_id), taxes.get(rule.tax_id)
        if not rule.whole_country:
            continue
        if country is None or (tax is None and rule.tax_id):
            problems.append(_dangling_rule(group, rule))
            continue
        rates[country.iso] = _joined(rates.get(country.iso), tax.rate if tax else Decimal(0), rule.behaviour)
    return replace(group, rates=rates), tuple(problems)


def _joined(so_far: Decimal | None, rate: Decimal, behaviour: int) -> Decimal:
    if so_far is None:
        return rate
    if behaviour == ADDED:
        return so_far + rate
    if behaviour == COMPOUND:
        return so_far + rate + so_far * rate / 100
    return so_far


def _local_rule(group: TaxRuleGroup, rule: TaxRule) -> Problem:
    return Problem("tax_rules", rule.id, f"This rule of “{group.name}” holds for one state or some postcodes only; left out.")


def _dangling_rule(group: TaxRuleGroup, rule: TaxRule) -> Problem:
    return Problem("tax_rules", rule.id, f"This rule of “{group.name}” names a country or a tax that is not there; left out.")
