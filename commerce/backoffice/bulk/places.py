"""Into a category, out of a category."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from commerce.backoffice.bulk.change import FIRST, UNDO, BulkChange, Parts, Plan, Shown, names
from commerce.catalogue.many.facts import Outcome
from commerce.catalogue.many.places import place_products, present_places
from commerce.catalogue.models import CategoryPage

# Below the root, the home page and the catalogue.
TOP = 4


class CategoryField(forms.ModelChoiceField):
    """A category, indented as it stands in the tree."""

    def __init__(self) -> None:
        super().__init__(CategoryPage.objects.none(), label=gettext_lazy("Category"))

    def label_from_instance(self, obj: Any) -> str:
        """Sensors; — Indoor."""
        return "— " * max(0, obj.depth - TOP) + str(obj.title)


class CategoryForm(forms.Form):
    """Which category."""

    category = CategoryField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = CategoryPage.objects.filter(locale=Locale.get_default()).order_by("path").defer_streamfields()
        self.fields["category"].queryset = pages  # type: ignore[attr-defined]


class PlaceChange(BulkChange):
    """Parent of both."""

    form_class = CategoryForm

    def wanted(self, ids: Sequence[int], data: Mapping[str, Any]) -> dict[int, list[int]]:
        """The categories of each product that would change."""
        present: dict[int, list[int]] = defaultdict(list)
        for pk, places in present_places(dict.fromkeys(ids)).items():
            present[pk] = [place.category_id for place in places]
        own = self.same_in_all_languages(data["category"])
        after = {pk: self.after(present[pk], data["category"].pk, own) for pk in ids}
        return {pk: wanted for pk, wanted in after.items() if wanted != present[pk]}

    def same_in_all_languages(self, category: CategoryPage) -> set[int]:
        """The category and its translations share their products."""
        return set(CategoryPage.objects.filter(translation_key=category.translation_key).values_list("pk", flat=True))

    @abstractmethod
    def after(self, present: Sequence[int], category: int, own: set[int]) -> list[int]:
        """The categories of one product afterwards."""

    def plan(self, ids: Sequence[int], data: Mapping[str, Any]) -> Plan:
        """Before and after. Four queries."""
        wanted = self.wanted(ids, data)
        first = list(wanted)[:FIRST]
        known = names(first)
        before = present_places(dict.fromkeys(first))
        pages = {place.category_id for places in before.values() for place in places} | {data["category"].pk}
        titles = dict(CategoryPage.objects.filter(pk__in=pages).values_list("pk", "title"))

        def words(categories: Sequence[int]) -> str:
            return ", ".join(titles.get(pk, "") for pk in categories) or _("none")

        shown = [Shown(known.get(pk, ""), words([p.category_id for p in before[pk]]), words(wanted[pk])) for pk in first]
        return Plan(changes=len(wanted), same=len(ids) - len(wanted), first=shown)

    def apply(self, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
        """Place them."""
        return Outcome(place_products(wanted=self.wanted(ids, data)))

    def standing(self, ids: Sequence[int], about: Collection[str]) -> dict[int, Parts]:  # noqa: ARG002
        """The categories in order, and the places by hand in them."""
        found: dict[int, Parts] = {pk: {"categories": [], "ranks": {}} for pk in ids}
        for pk, places in present_places(dict.fromkeys(ids)).items():
            found[pk]["categories"] = [place.category_id for place in places]
            found[pk]["ranks"] = {str(place.category_id): place.rank for place in places if place.rank}
        return found

    def put_back(self, wanted: Mapping[int, Parts]) -> Outcome:
        """Into the categories they stood in, where those are still there."""
        before = {pk: parts["categories"] for pk, parts in wanted.items() if "categories" in parts}
        named = {category for categories in before.values() for category in categories}
        there = set(CategoryPage.objects.filter(pk__in=named).values_list("pk", flat=True))
        gone = {
            pk: _("A category it stood in is no more.") for pk, categories in before.items() if not there.issuperset(categories)
        }
        ranks = {pk: {int(key): rank for key, rank in parts.get("ranks", {}).items()} for pk, parts in wanted.items()}
        placed = {pk: categories for pk, categories in before.items() if pk not in gone}
        return Outcome(place_products(wanted=placed, source=UNDO, ranks=ranks), gone)

    def in_words(self, parts: Parts) -> str:
        """The titles."""
        pages = parts.get("categories", [])
        titles = dict(CategoryPage.objects.filter(pk__in=pages).values_list("pk", "title"))
        return ", ".join(titles.get(pk, "") for pk in pages) or _("none")


class AddCategory(PlaceChange):
    """Into a category, after those they are in."""

    code = "add-category"
    label: ClassVar[str | Promise] = gettext_lazy("Add to a category")

    def sentence(self, data: Mapping[str, Any]) -> str:
        """Add to Sensors."""
        return _("Add to the category “%(category)s”") % {"category": data["category"].title}

    def after(self, present: Sequence[int], category: int, own: set[int]) -> list[int]:
        """With it."""
        return list(present) if own & set(present) else [*present, category]


class RemoveCategory(PlaceChange):
    """Out of a category."""

    code = "remove-category"
    label: ClassVar[str | Promise] = gettext_lazy("Take out of a category")

    def sentence(self, data: Mapping[str, Any]) -> str:
        """Take out of Sensors."""
        return _("Take out of the category “%(category)s”") % {"category": data["category"].title}

    def after(self, present: Sequence[int], category: int, own: set[int]) -> list[int]:  # noqa: ARG002
        """Without it."""
        return [pk for pk in present if pk not in own]
