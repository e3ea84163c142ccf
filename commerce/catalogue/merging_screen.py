"""The screen that merges two choices: choose, look, do it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from commerce.catalogue.deletion import users_of
from commerce.catalogue.merging import merge_choices, refuse_nonsense, twins_after
from commerce.catalogue.models import Attribute, AttributeChoice, Product
from commerce.kernel.lifecycle import NotAllowed

CHANGE = "catalogue.change_attribute"
SHOWN = 20


class MergeForm(forms.Form):
    """Which choice goes, and which stays."""

    source = forms.ModelChoiceField(label=gettext_lazy("This one goes"), queryset=AttributeChoice.objects.none())
    into = forms.ModelChoiceField(label=gettext_lazy("This one stays"), queryset=AttributeChoice.objects.none())

    def __init__(self, *args: Any, attribute: Attribute, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "into"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = AttributeChoice.objects.filter(attribute=attribute).order_by("sort_order", "pk")

    def clean(self) -> dict[str, Any]:
        """Two different ones, which leave no two variants alike."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        source, into = cleaned.get("source"), cleaned.get("into")
        if source and into:
            try:
                refuse_nonsense(source, into)
            except NotAllowed as refused:
                self.add_error(None, str(refused.message))
            else:
                if twins := twins_after(source, into):
                    words = _(
                        "These variants would have the same options: %(skus)s. Change or switch off one of each pair first."
                    )
                    self.add_error(None, words % {"skus": ", ".join(twins[:10])})
        return cleaned


def merge_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """A first POST shows which products will change, one with `merge` does it."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    attribute = get_object_or_404(Attribute, pk=pk)
    form = MergeForm(request.POST or None, attribute=attribute, initial={"source": request.GET.get("source")})
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        source, into = form.cleaned_data["source"], form.cleaned_data["into"]
        if "merge" in request.POST:
            return merge(request, attribute, source, into)
        users = users_of(source)
        shown = {"source": source, "into": into, "count": users.count(), "products": list(users.order_by("name")[:SHOWN])}
    context = {
        "attribute": attribute,
        "form": form,
        "choices": choices_with_counts(attribute),
        "shown": shown,
        "edit_url": reverse(Attribute.snippet_viewset.get_url_name("edit"), args=[attribute.pk]),
        "product_url": Product.snippet_viewset.get_url_name("edit"),
    }
    return render(request, "backoffice/merge_choices.html", context, status=422 if form.errors else 200)


def merge(request: HttpRequest, attribute: Attribute, source: AttributeChoice, into: AttributeChoice) -> HttpResponse:
    """Do it, and say what became of it."""
    words = {"source": str(source), "into": str(into)}
    try:
        count = merge_choices(source=source, into=into)
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
        return redirect("merge-choices", attribute.pk)
    said = ngettext(
        "“%(source)s” is “%(into)s” now, in %(count)d product.", "“%(source)s” is “%(into)s” now, in %(count)d products.", count
    )
    messages.success(request, said % {**words, "count": count})
    return redirect(reverse(Attribute.snippet_viewset.get_url_name("edit"), args=[attribute.pk]))


def choices_with_counts(attribute: Attribute) -> list[tuple[AttributeChoice, int]]:
    """The choices in their order, with how many products use each. Three queries."""
    used: dict[int, set[int]] = {}
    products = Product.objects.filter(values__choice__attribute=attribute)
    variants = Product.objects.filter(variants__values__choice__attribute=attribute)
    for rows in (
        products.values_list("values__choice", "pk").annotate(Count("pk")),
        variants.values_list("variants__values__choice", "pk").annotate(Count("pk")),
    ):
        for choice, product, _count in rows:
            used.setdefault(choice, set()).add(product)
    return [(choice, len(used.get(choice.pk, ()))) for choice in attribute.choices.order_by("sort_order", "pk")]
