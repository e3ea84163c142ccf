"""Into a category, out of a category."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from commerce.backoffice.bulk.change import FIRST, BulkChange, Plan, Shown, names
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
