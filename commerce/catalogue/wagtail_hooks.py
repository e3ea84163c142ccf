"""What the catalogue adds to the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from commerce.catalogue.models import Product, ProductCopy
from commerce.catalogue.services import ensure_copy, note_launch
from commerce.catalogue.viewsets import CatalogueViewSetGroup

register_snippet(CatalogueViewSetGroup)


@hooks.register("after_create_snippet")
def lead_on_to_the_words(request: HttpRequest, instance: Any) -> HttpResponse | None:  # noqa: ARG001 - Wagtail's signature
    """A new product gets its words at once, and the editor is led to them."""
    if not isinstance(instance, Product):
        return None
    note_launch(product=instance)
    copy = ensure_copy(product=instance)
    return redirect(reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[copy.pk]))


@hooks.register("after_edit_snippet")
def remember_the_launch(request: HttpRequest, instance: Any) -> None:  # noqa: ARG001 - Wagtail's signature
    """A product that goes live for the first time."""
    if isinstance(instance, Product):
        note_launch(product=instance)
