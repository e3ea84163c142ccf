"""Panels that join the two halves of a product."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.models import Locale

from commerce.catalogue.columns import state_of
from commerce.catalogue.models import Product, ProductCopy
from sites.tenants.languages import default_language, spoken_languages


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


def journey(product: Product, here: Any) -> list[tuple[str, str]]:
    """(address, label) of the other screens of a product, with where its words are in each language."""
    steps = []
    if not isinstance(here, Product):
        steps.append((reverse(Product.snippet_viewset.get_url_name("edit"), args=[product.pk]), _("Product")))
    steps += words_steps(product, here)
    steps.append((reverse("prices-and-stock", args=[product.pk]), _("Variants, prices and stock")))
    steps.append((f"{reverse('alerts_report')}?shown=all&product={product.pk}", _("Who waits")))
    steps.append((reverse(Product.snippet_viewset.get_url_name("history"), args=[product.pk]), _("History")))
    return steps


def words_steps(product: Product, here: Any) -> list[tuple[str, str]]:
    """Its words in each language of the store; where there are none yet, the screen that begins a translation."""
    copies = {
        copy.locale.language_code: copy
        for copy in ProductCopy.objects.filter(product=product).select_related("locale").defer("body")
    }
    original = copies.get(default_language()) or next(iter(copies.values()), None)
    names = {code: str(locale) for code, locale in locales().items()}
    steps = []
    for code in spoken_languages():
        copy, language = copies.get(code), names.get(code, code)
        if copy is None:
            if original is not None:
                begin = reverse("wagtail_localize:submit_snippet_translation", args=["catalogue", "productcopy", original.pk])
                steps.append((begin, _("Translate: %(language)s") % {"language": language}))
        elif isinstance(here, Product) or copy.pk != getattr(here, "pk", None):
            address = reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[copy.pk])
            words = {"language": language, "state": state_of(copy)[1]}
            steps.append((address, _("Texts: %(language)s (%(state)s)") % words))
    return steps


def locales() -> dict[str, Locale]:
    """The store's languages by code."""
    return {locale.language_code: locale for locale in Locale.objects.all()}
