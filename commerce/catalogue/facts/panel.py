"""The specification on the product's screen, and its part that is fetched when another type is chosen."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from commerce.catalogue.facts.form import LEFTOVERS, FactsForm
from commerce.catalogue.models import Product, ProductType
from commerce.catalogue.wording import FEATURES

TEMPLATE = "backoffice/facts.html"


class FactsPanel(Panel):
    """Draws `form.facts`."""

    class BoundPanel(Panel.BoundPanel):
        """The specification of one product."""

        def render_html(self, parent_context: Any = None) -> SafeString:  # noqa: ARG002 - Wagtail's signature
            """The inputs under their headings; a hint while no type is chosen."""
            return render_to_string(TEMPLATE, context(self.form.facts), request=self.request)


def facts_media() -> Media:
    """Everything that inputs of any kind need: another type may be chosen without loading the page again."""
    inputs = (DraftailRichTextArea(features=list(FEATURES)), AdminDateInput(), AdminDocumentChooser())
    media = Media(js=[static("themes/platform/facts.js"), static("themes/platform/only_for.js")])
    for widget in inputs:
        media += widget.media
    return media


def context(facts: FactsForm) -> dict[str, Any]:
    """What the template shows."""
    return {
        "facts": facts,
        "groups": facts.groups(),
        "apart": facts.apart(),
        "product_type": facts.product_type,
        "leftovers": facts[LEFTOVERS] if facts.leftovers else None,
        "product_id": facts.product.pk if facts.product else "",
    }


def facts_of_type(request: HttpRequest) -> HttpResponse:
    """The inputs of another type (`?type=`), with what the product (`?product=`) has of them now."""
    if not (request.user.has_perm("catalogue.change_product") or request.user.has_perm("catalogue.add_product")):
        raise PermissionDenied
    numbers = {name: request.GET.get(name, "") for name in ("type", "product")}
    kind = get_object_or_404(ProductType, pk=numbers["type"]) if numbers["type"].isdecimal() else None
    product = get_object_or_404(Product, pk=numbers["product"]) if numbers["product"].isdecimal() else None
    return render(request, TEMPLATE, context(FactsForm(product=product, product_type=kind)))
