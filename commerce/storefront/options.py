"""The options that tell variants apart."""

from collections import defaultdict
from collections.abc import Mapping

from commerce.catalogue.models import VariantValue
from commerce.storefront.values import ChoiceView, OptionView, VariantView


def option_views(views: list[VariantView], values: Mapping[int, list[VariantValue]]) -> list[OptionView]:
    """The options that tell variants apart; each choice leads to the nearest variant that has it. `values` are the options of
    each variant by its id.
    """
    picked = next((view for view in views if view.current), None)
    if picked is None or len(views) < 2:
        return []
    chosen = {value.attribute_id: value for value in values[picked.id]}
    having: dict[int, dict[str, list[VariantView]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[tuple[int, str], VariantValue] = {}
    for view in views:
        for value in values[view.id]:
            label = value.shown()
            having[value.attribute_id][label].append(view)
            shown.setdefault((value.attribute_id, label), value)
    likeness = {view.id: _likeness(values[view.id], chosen) for view in views}
    options = []
    for attribute_id, choices in having.items():
        first = shown[attribute_id, next(iter(choices))]
        own = chosen[attribute_id].shown() if attribute_id in chosen else None
        made = []
        for label in sorted(choices, key=lambda text: _choice_order(shown[attribute_id, text])):
            target = max(choices[label], key=lambda view: likeness[view.id])
            choice = shown[attribute_id, label].choice
            swatch = choice.swatch if choice else ""
            made.append(ChoiceView(label, target.url, label == own, target.max_quantity > 0, swatch))
        options.append(OptionView(first.attribute.code, str(first.attribute), made))
    return options


def _choice_order(value: VariantValue) -> tuple[int, str]:
    return (value.choice.sort_order or 0, value.choice.code) if value.choice else (0, value.shown())


def _likeness(values: list[VariantValue], chosen: Mapping[int, VariantValue]) -> int:
    return sum(
        1 for value in values if value.attribute_id in chosen and value.choice_id == chosen[value.attribute_id].choice_id
    )
