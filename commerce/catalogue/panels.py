"""Panels that join the two halves of a product."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from commerce.catalogue.journey import as_buttons
from commerce.catalogue.models import Product


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
            return as_buttons(product, self.instance, by=self.request.user)


class MergePanel(Panel):
    """Under the choices of an attribute: the way to merge two of them."""

    class BoundPanel(Panel.BoundPanel):
        """The link of one attribute."""

        def is_shown(self) -> bool:
            """Only where there are two choices to merge."""
            return bool(super().is_shown()) and self.instance.pk is not None and self.instance.choices.count() > 1

        def render_html(self, _parent_context: Any = None) -> SafeString:
            """One button."""
            return format_html(
                '<p class="journey"><a class="button button-small button-secondary" href="{}">{}</a></p>',
                reverse("merge-choices", args=[self.instance.pk]),
                _("Merge two choices"),
            )
