"""Manufacturers become brands; features and options become attributes with choices; tax groups become tax classes."""

from decimal import Decimal

from django.utils.text import slugify

from commerce.catalogue.choice_order import new_choices_in_order
from commerce.catalogue.models import Attribute, AttributeChoice, Brand, ProductType, TypeAttribute
from commerce.tax.models import TaxRate
from commerce.tax.services import ensure_tax_class
from legacy_import.ids import Ids, fingerprint
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.prestashop.records import Feature, FeatureValue, Manufacturer, Option, OptionValue
from legacy_import.texts import Languages, code_of
from sites.tenants.context import current_store

NO_TAX = "zero"


def save_brands(catalogue: Catalogue, ids: Ids, languages: Languages) -> None:
    """Brands, by name; two makers of one name are one brand."""
    for maker in catalogue.manufacturers.values():
        ids.bring("manufacturer", maker.id, fingerprint(maker), lambda pk, maker=maker: save_brand(pk, maker, languages))  # type: ignore[misc]


def save_brand(pk: int | None, maker: Manufacturer, languages: Languages) -> int:
    """One brand."""
    brand = (Brand.objects.filter(pk=pk).first() if pk else None) or Brand.objects.filter(name=maker.name).first() or Brand()
    brand.name = maker.name[:100]
    brand.slug = brand.slug or f"{slugify(maker.name) or 'brand'}"[:90]
    if Brand.objects.filter(slug=brand.slug).exclude(pk=brand.pk).exists():
        brand.slug = f"{brand.slug}-{maker.id}"
    brand.description = languages.first(maker.descriptions) or languages.first(maker.summaries)
    brand.save()
    return brand.pk


def save_attributes(catalogue: Catalogue, ids: Ids, languages: Languages) -> None:
    """Features, their values, options, theirs."""
    for feature in catalogue.features.values():
        ids.bring("feature", feature.id, fingerprint(feature), lambda pk, feature=feature: save_feature(pk, feature, languages))  # type: ignore[misc]
    # The old shop orders the values of options; those of features it does not.
    with new_choices_in_order():
        save_feature_values(catalogue, ids, languages)
    for option in catalogue.options.values():
        ids.bring("option", option.id, fingerprint(option), lambda pk, option=option: save_option(pk, option, languages))  # type: ignore[misc]
    for choice in catalogue.option_values.values():
        owner = ids.get("option", choice.option_id)
        if owner or ids.dry_run:
            ids.bring(
                "option_value",
                choice.id,
                fingerprint(choice),
                lambda pk, choice=choice, owner=owner: save_choice(pk, owner, choice, languages),  # type: ignore[misc]
            )


def save_feature_values(catalogue: Catalogue, ids: Ids, languages: Languages) -> None:
    """The values that are no one-off texts."""
    for value in catalogue.feature_values.values():
        owner = ids.get("feature", value.feature_id)
        if not value.custom and (owner or ids.dry_run):
            ids.bring(
                "feature_value",
                value.id,
                fingerprint(value),
                lambda pk, value=value, owner=owner: save_choice(pk, owner, value, languages),  # type: ignore[misc]
            )


def save_feature(pk: int | None, feature: Feature, languages: Languages) -> int:
    """A feature as a choice attribute; one-off values are kept as texts."""
    attribute = Attribute.objects.filter(pk=pk).first() if pk else None
    attribute = attribute or Attribute(code=code_of("f-", languages.first(feature.names), feature.id), facetable=True)
    attribute.labels, attribute.position = languages.texts(feature.names, most=200), feature.position
    attribute.save()
    return attribute.pk


def save_option(pk: int | None, option: Option, languages: Languages) -> int:
    """An option group as a choice attribute."""
    attribute = Attribute.objects.filter(pk=pk).first() if pk else None
    attribute = attribute or Attribute(code=code_of("o-", languages.first(option.names), option.id), facetable=True)
    attribute.labels = languages.texts(option.public_names, most=200) or languages.texts(option.names, most=200)
    attribute.position = option.position
    attribute.save()
    return attribute.pk


def save_choice(pk: int | None, attribute_id: int, value: FeatureValue | OptionValue, languages: Languages) -> int:
    """A value of a feature or option."""
    names = value.names if isinstance(value, OptionValue) else value.values
    choice = AttributeChoice.objects.filter(pk=pk).first() if pk else None
    choice = choice or AttributeChoice(attribute_id=attribute_id, code=code_of("", languages.first(names), value.id, most=80))
    choice.labels = languages.texts(names, most=200)
    if isinstance(value, OptionValue):
        choice.swatch = full_hex(value.colour)
        choice.sort_order = value.position
    choice.save()
    return choice.pk


def full_hex(colour: str) -> str:
    """`#rgb` and `#rrggbb` as `#rrggbb`; nothing for anything else."""
    if len(colour) == 4:
        return "#" + "".join(digit * 2 for digit in colour[1:])
    return colour if len(colour) == 7 else ""


def save_tax_classes(catalogue: Catalogue, ids: Ids) -> dict[int, str]:
    """Tax class codes by tax rule group id. A group whose rate in the store's country is that of a class we have is that class."""
    country = current_store().country
    codes = {0: NO_TAX}
    for group in catalogue.tax_groups.values():
        rate = group.rates.get(country, Decimal(0))
        same = (
            TaxRate.objects.filter(country=country, rate=rate)
            .order_by("tax_class_id")
            .values_list("tax_class__code", flat=True)
        )
        codes[group.id] = same.first() or f"legacy-{group.id}"
        if not ids.dry_run:
            ensure_tax_class(code=codes[group.id], name=group.name or codes[group.id], country=country, rate=rate)
    return codes


def ensure_type(option_ids: list[int]) -> ProductType:
    """The product type of imported products with these options (our attribute ids), made when missing."""
    attributes = list(Attribute.objects.filter(pk__in=option_ids).order_by("position", "pk"))
    code = "-".join(["imported", *(str(attribute.pk) for attribute in attributes)])[:60]
    names = ", ".join(str(attribute) for attribute in attributes)
    made, new = ProductType.objects.get_or_create(
        code=code, defaults={"name": (f"Imported: {names}" if names else "Imported")[:100]}
    )
    if new:
        for attribute in attributes:
            TypeAttribute.objects.create(product_type=made, attribute=attribute, for_variants=True)
    return made
