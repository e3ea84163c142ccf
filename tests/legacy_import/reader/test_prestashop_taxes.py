"""The rate of each country, out of a group's rules."""

from decimal import Decimal

from legacy_import.prestashop.read_taxes import with_rates
from legacy_import.prestashop.records import Country, Tax, TaxRule, TaxRuleGroup

GROUP = TaxRuleGroup(1, "Standard", True, False, {})
COUNTRIES = {8: Country(8, "FR", {}, True), 17: Country(17, "GB", {}, True)}
TAXES = {n: Tax(n, {}, Decimal(rate), True, False) for n, rate in ((1, "20.000"), (2, "5"), (3, "10"))}


def rule(number, country, tax, behaviour=0, state=0, zipcode="0", group=1):
    return TaxRule(number, group, country, state, tax, zipcode, zipcode, behaviour)


def rates(*rules):
    group, problems = with_rates(GROUP, rules, TAXES, COUNTRIES)
    return group.rates, [problem.legacy_id for problem in problems]


def test_one_rule_for_a_country_is_its_rate():
    assert rates(rule(1, 8, 1), rule(2, 17, 2, group=9)) == ({"FR": Decimal(20)}, [])


def test_the_first_rule_decides_unless_a_later_one_joins_in():
    assert rates(rule(2, 8, 2), rule(1, 8, 1))[0] == {"FR": Decimal(20)}
    assert rates(rule(1, 8, 2), rule(2, 8, 3, behaviour=1))[0] == {"FR": Decimal(15)}
    assert rates(rule(1, 8, 2), rule(2, 8, 3, behaviour=2))[0] == {"FR": Decimal("15.5")}


def test_rules_that_fit_no_rate_per_country_are_reported():
    found, problems = rates(rule(1, 8, 1, state=4), rule(2, 8, 1, zipcode="97000"), rule(3, 99, 1), rule(4, 8, 99))
    assert found == {}
    assert sorted(problems) == [1, 2, 3, 4]


def test_a_rule_without_tax_means_no_tax():
    assert rates(rule(1, 17, 0)) == ({"GB": Decimal(0)}, [])
