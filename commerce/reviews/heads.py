"""The product that a page of reviews is about."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.catalogue.selectors import copies_in_language
from commerce.reviews.values import ProductHead
from sites.content.suppliers import supply


@dataclass(frozen=True, slots=True)
class Subject:
    """The row for the verbs, its head for the template."""

    product: Product
    head: ProductHead


def subject_of(request: HttpRequest, product_id: int) -> Subject:
    """The product of that id with its name and address in the active language. Raises Http404 unless its page can be seen."""
    product = Product.objects.filter(pk=product_id).first()
    copy = copies_in_language([product_id], translation.get_language() or "").get(product_id)
    if product is None or copy is None or not product.is_visible or not supply("may see catalogue", request):
        raise Http404(_("There is no such product."))
    return Subject(product, ProductHead(product.pk, copy.name, supply("product link", copy.slug)))
