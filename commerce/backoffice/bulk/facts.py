"""Status, brand and tax class."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.bulk.change import FIRST, UNDO, BulkChange, Parts, Plan, Shown, refusals
from commerce.backoffice.forms import tax_classes
from commerce.catalogue.many.facts import Outcome, change_facts
from commerce.catalogue.models import Brand, Product
from commerce.catalogue.states import ProductLife, ProductStatus


class FactChangeBase(BulkChange):
    """One column of the product gets one value."""

    column: ClassVar[str]

    @abstractmethod
    def value(self, data: Mapping[str, Any]) -> Any:
        """What goes into the column."""

    @abstractmethod
    def shown(self, value: Any) -> str:
        """The value in words."""

    def refused(self, before: Mapping[int, Any], value: Any) -> dict[int, str]:  # noqa: ARG002
        """Which cannot get it, and why."""
        return {}

    def sentence(self, data: Mapping[str, Any]) -> str:
        """Brand: Milesight."""
        return f"{self.label}: {self.shown(self.value(data))}"

    def plan(self, ids: Sequence[int], data: Mapping[str, Any]) -> Plan:
        """Before and after. Two queries."""
        value = self.value(data)
        rows = list(Product.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name", self.column))
        refused = self.refused({pk: before for pk, _name, before in rows}, value)
        moved = [(name, before) for pk, name, before in rows if before != value and pk not in refused]
        return Plan(
            changes=len(moved),
            same=len(rows) - len(moved) - len(refused),
            refused=refusals(refused),
            refused_count=len(refused),
            first=[Shown(name, self.shown(before), self.shown(value)) for name, before in moved[:FIRST]],
        )

    def apply(self, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
        """Write the column."""
        return change_facts(wanted={pk: {self.column: self.value(data)} for pk in ids})

    def standing(self, ids: Sequence[int], about: Collection[str]) -> dict[int, Parts]:  # noqa: ARG002
        """The column."""
        rows = Product.objects.filter(pk__in=ids).order_by().values_list("pk", self.column)
        return {pk: {self.column: value} for pk, value in rows}

    def put_back(self, wanted: Mapping[int, Parts]) -> Outcome:
        """Write the column again, where there still is such a value."""
        gone = {
            pk: _("What it was before is no more.") for pk, parts in wanted.items() if not self.is_there(parts[self.column])
        }
        outcome = change_facts(wanted={pk: parts for pk, parts in wanted.items() if pk not in gone}, source=UNDO, restores=True)
        return Outcome(outcome.changed, {**gone, **outcome.refused})

    def is_there(self, value: Any) -> bool:  # noqa: ARG002 - codes do not vanish
        """Whether there still is such a value."""
        return True

    def in_words(self, parts: Parts) -> str:
        """The value."""
        return self.shown(parts[self.column])


class StatusForm(forms.Form):
    """Which status."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=ProductStatus.choices)


class StatusChange(FactChangeBase):
    """Publish, hide, discontinue, archive."""

    code = "status"
    label: ClassVar[str | Promise] = gettext_lazy("Status")
    form_class = StatusForm
    column = "status"

    def value(self, data: Mapping[str, Any]) -> str:
        """The code."""
        return str(data["status"])

    def shown(self, value: Any) -> str:
        """In words."""
        return str(dict(ProductStatus.choices).get(value, value))

    def refused(self, before: Mapping[int, Any], value: Any) -> dict[int, str]:
        """Moves that the life of a product does not have."""
        return {
            pk: _("A product that is %(before)s cannot become %(after)s.")
            % {"before": self.shown(status), "after": self.shown(value)}
            for pk, status in before.items()
            if status != value and not ProductLife.may(status, value)
        }


class BrandForm(forms.Form):
    """Which brand."""

    brand = forms.ModelChoiceField(
        label=gettext_lazy("Brand"), queryset=Brand.objects.all(), required=False, empty_label=gettext_lazy("no brand")
    )


class BrandChange(FactChangeBase):
    """Who makes them."""

    code = "brand"
    label: ClassVar[str | Promise] = gettext_lazy("Brand")
    form_class = BrandForm
    column = "brand_id"

    def value(self, data: Mapping[str, Any]) -> int | None:
        """Its id."""
        return data["brand"].pk if data["brand"] else None

    def shown(self, value: Any) -> str:
        """Its name."""
        return self.names().get(value) or _("no brand")

    def is_there(self, value: Any) -> bool:
        """Not one that was deleted."""
        return value is None or value in self.names()

    def names(self) -> dict[int, str]:
        """All brands; asked once for each change."""
        if not hasattr(self, "_names"):
            self._names = dict(Brand.objects.values_list("pk", "name"))
        return self._names


class TaxForm(forms.Form):
    """Which tax class."""

    tax_class = forms.ChoiceField(label=gettext_lazy("Tax class"), choices=tax_classes)


class TaxChange(FactChangeBase):
    """How they are taxed."""

    code = "tax-class"
    label: ClassVar[str | Promise] = gettext_lazy("Tax class")
    form_class = TaxForm
    column = "tax_class"

    def value(self, data: Mapping[str, Any]) -> str:
        """The code."""
        return str(data["tax_class"])

    def is_there(self, value: Any) -> bool:
        """Not one that was deleted."""
        return value in dict(tax_classes())

    def shown(self, value: Any) -> str:
        """Its name."""
        return str(dict(tax_classes()).get(value, value))
