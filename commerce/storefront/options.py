"""The options that tell variants apart."""

from collections import defaultdict
from typing import Any

from commerce.catalogue.models import Variant
from commerce.storefront.values import ChoiceView, OptionView, VariantView


def option_views(variants: list[Variant], picked: Variant | None, views: list[VariantView]) -> list[OptionView]:
    """The options that tell variants apart; each choice leads to the nearest variant that has it."""
    if picked is None or len(variants) < 2:
        return []
    by_id = {view.id: view for view in views}
    chosen = {value.attribute_id: value for value in picked.values.all()}
    rows: dict[int, dict[str, list[Variant]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[tuple[int, str], Any] = {}
    for variant in variants:
        for value in variant.values.all():
            label = value.shown()
            rows[value.attribute_id][label].append(variant)
            shown.setdefault((value.attribute_id, label), value)
    options = []
    for attribute_id, choices in rows.items():
        first = shown[attribute_id, next(iter(choices))]
        made = []
        for label in sorted(choices, key=lambda text: _choice_order(shown[attribute_id, text])):
            target = max(choices[label], key=lambda variant: _likeness(variant, chosen))
            view = by_id[target.pk]
            current = attribute_id in chosen and chosen[attribute_id].shown() == label
            choice = shown[attribute_id, label].choice
            made.append(ChoiceView(label, view.url, current, view.max_quantity > 0, choice.swatch if choice else ""))
        options.append(OptionView(first.attribute.code, str(first.attribute), made))
    return options


def _choice_order(value: Any) -> tuple[int, str]:
    return (value.choice.sort_order or 0, value.choice.code) if value.choice else (0, value.shown())


def _likeness(variant: Variant, chosen: dict[int, Any]) -> int:
    return sum(
        1
        for value in variant.values.all()
        if value.attribute_id in chosen and value.choice_id == chosen[value.attribute_id].choice_id
    )
