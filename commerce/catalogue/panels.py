"""Panels that join the two halves of a product."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from commerce.catalogue.models import Product, ProductCopy


class JourneyPanel(Panel):
    """Links from a product to its words in each language, its prices and stock, and back."""

    class BoundPanel(Panel.BoundPanel):
        """The links of one product."""

        def render_html(self, _parent_context: Any = None) -> SafeString:
            """A line of buttons; a hint while the product is not saved yet."""
            product = self.instance if isinstance(self.instance, Product) else getattr(self.instance, "product", None)
            if product is None or product.pk is None:
                return format_html(
                    '<p class="help-block help-info">{}</p>', _("Save first: its texts, prices and stock come next.")
                )
            return format_html(
                '<p class="journey">{}</p>',
                format_html_join(
                    " ", '<a class="button button-small button-secondary" href="{}">{}</a>', journey(product, self.instance)
                ),
            )


def journey(product: Product, here: Any) -> list[tuple[str, str]]:
    """(address, label) of the other screens of a product."""
    steps = []
    if not isinstance(here, Product):
        steps.append((reverse(Product.snippet_viewset.get_url_name("edit"), args=[product.pk]), _("Product")))
    for copy in ProductCopy.objects.filter(product=product).select_related("locale").order_by("locale__language_code"):
        if copy.pk != getattr(here, "pk", None) or isinstance(here, Product):
            address = reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[copy.pk])
            steps.append((address, _("Texts: %(language)s") % {"language": copy.locale}))
    steps.append((reverse("prices-and-stock", args=[product.pk]), _("Prices and stock")))
    return steps
