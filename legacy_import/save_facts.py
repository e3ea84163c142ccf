"""Feature values of a product, and which attributes its variants differ in."""

from commerce.catalogue.models import Product, ProductValue
from legacy_import.ids import Ids
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.prestashop.records import Combination
from legacy_import.prestashop.records import Product as OldProduct
from legacy_import.texts import Languages


def save_values(product: Product, old: OldProduct, catalogue: Catalogue, ids: Ids, languages: Languages) -> None:
    """What features say of the product: a choice, or for a one-off value its text. A value without any text is left out
    (`left_out`).
    """
    ProductValue.objects.filter(product=product).delete()
    for feature_id, value_id in old.feature_values:
        attribute, value = ids.get("feature", feature_id), catalogue.feature_values.get(value_id)
        if attribute is None or value is None:
            continue
        choice = ids.get("feature_value", value_id)
        texts = languages.texts(value.values, most=200)
        if choice or texts:
            ProductValue.objects.create(product=product, attribute_id=attribute, choice_id=choice, text={} if choice else texts)


def left_out(old: OldProduct, catalogue: Catalogue, ids: Ids, languages: Languages) -> list[int]:
    """Ids of the product's one-off values that have no text in any language. The same in every run, also in one that
    writes nothing.
    """
    values = ((pk, catalogue.feature_values.get(pk)) for feature, pk in old.feature_values if feature in catalogue.features)
    return [
        pk
        for pk, value in values
        if value and value.custom and not languages.texts(value.values) and not ids.get("feature_value", pk)
    ]


def options_of(combinations: tuple[Combination, ...], catalogue: Catalogue, ids: Ids) -> list[int]:
    """Our ids of the attributes that these combinations choose from."""
    values = (catalogue.option_values.get(pk) for combination in combinations for pk in combination.option_value_ids)
    found = {ids.get("option", value.option_id) for value in values if value}
    return sorted(pk for pk in found if pk)
