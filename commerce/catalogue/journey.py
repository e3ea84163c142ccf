"""The way between the screens of one product, as far as somebody may go it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from commerce.catalogue.models import Product, ProductCopy
from commerce.catalogue.states import VISIBLE
from commerce.catalogue.word_states import copies_with_state, state_of
from sites.tenants.languages import default_language, spoken_languages

CHANGE, CHANGE_WORDS, TRANSLATE = (
    "catalogue.change_product",
    "catalogue.change_productcopy",
    "wagtail_localize.submit_translation",
)
SEE = (CHANGE, "catalogue.view_product")
PRICES = ("catalogue.change_variant", "pricing.change_price", "stock.change_stockitem")
SEE_ALERTS = "stock.view_stockalert"


def journey(product: Product, here: Any, *, by: Any) -> list[tuple[str, str]]:
    """(address, label) of the other screens of a product that this person may open, with where its words are in each
    language, and of its page in the shop.
    """
    steps = []
    if not isinstance(here, Product) and by.has_perm(CHANGE):
        label = _("Product: %(name)s") % {"name": product.name}
        steps.append((reverse(Product.snippet_viewset.get_url_name("edit"), args=[product.pk]), label))
    steps += words_steps(product, here, by)
    if by.has_perms(PRICES):
        steps.append((reverse("prices-and-stock", args=[product.pk]), _("Variants, prices and stock")))
    if by.has_perm(SEE_ALERTS):
        steps.append((f"{reverse('alerts_report')}?shown=all&product={product.pk}", _("Who waits")))
    if any(by.has_perm(name) for name in SEE):
        label = _("History") if isinstance(here, Product) else _("History of the product")
        steps.append((reverse(Product.snippet_viewset.get_url_name("history"), args=[product.pk]), label))
    return [*steps, *shop_step(product, here)]


def as_buttons(product: Product, here: Any, *, by: Any) -> SafeString:
    """The journey as a line of buttons."""
    button = '<a class="button button-small button-secondary" href="{}">{}</a>'
    return format_html('<p class="journey">{}</p>', format_html_join(" ", button, journey(product, here, by=by)))


def words_steps(product: Product, here: Any, by: Any) -> Iterator[tuple[str, str]]:
    """Its words in each language of the store; where there are none yet, the screen that begins a translation."""
    copies = {copy.locale.language_code: copy for copy in copies_with_state().filter(product=product)}
    original = copies.get(default_language()) or next(iter(copies.values()), None)
    names = {locale.language_code: str(locale) for locale in Locale.objects.all()}
    for code in spoken_languages():
        copy, language = copies.get(code), names.get(code, code)
        if copy is None:
            if original is not None and by.has_perm(TRANSLATE):
                begin = reverse("wagtail_localize:submit_snippet_translation", args=["catalogue", "productcopy", original.pk])
                yield f"{begin}?select_locale={code}", _("Translate: %(language)s") % {"language": language}
        elif by.has_perm(CHANGE_WORDS) and (isinstance(here, Product) or copy.pk != getattr(here, "pk", None)):
            address = reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[copy.pk])
            words = {"language": language, "state": state_of(copy, original)[1]}
            yield address, _("Texts: %(language)s (%(state)s)") % words
    if original is not None and by.has_perm(TRANSLATE):
        yield from update_step(original, here)


def update_step(original: ProductCopy, here: Any) -> Iterator[tuple[str, str]]:
    """Where translators get to see what was published since they translated: until then they see the old words beside theirs."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    published = original.last_published_at
    if source is None or published is None or source.last_updated_at > published:
        return
    if source.translations.filter(enabled=True).exists():
        back = here if isinstance(here, ProductCopy) else original
        query = urlencode({"next": reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[back.pk])})
        yield f"{reverse('wagtail_localize:update_translations', args=[source.pk])}?{query}", str(UpdateTranslationsView.title)


def shop_step(product: Product, here: Any) -> Iterator[tuple[str, str]]:
    """The page that shoppers see: in the language of the text that is open, else in the store's own."""
    if product.status not in VISIBLE:
        return
    copies = ProductCopy.objects.filter(product=product, live=True).select_related("locale").defer("body")
    chosen = copies.filter(pk=here.pk) if isinstance(here, ProductCopy) else copies.filter(locale=Locale.get_default())
    copy = chosen.first()
    if copy and (address := copy.get_url()):
        yield address, _("See it in the shop")
