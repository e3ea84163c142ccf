"""All reviews and all questions of a product. The same for every shopper, so these pages can be kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commerce.reviews.heads import subject_of
from commerce.reviews.selectors import question_section, review_section
from commerce.reviews.values import ProductHead
from sites.content.pages.base import Crumb, Seo
from sites.content.pagination import page_number
from sites.tenants.addresses import own_address


@require_GET
def reviews(request: HttpRequest, product_id: int) -> HttpResponse:
    """Reviews sorted and filtered as the address says: a page, or the section alone for htmx."""
    subject = subject_of(request, product_id)
    stars = request.GET.get("stars", "")
    section = review_section(
        product_id,
        translation.get_language() or "",
        sort=request.GET.get("sort", ""),
        stars=int(stars) if stars in tuple("12345") else None,
        number=page_number(request.GET.get("page")),
    )
    if section is None:
        raise Http404(_("There are no reviews here."))
    title = _("Reviews of %(name)s") % {"name": subject.head.name}
    return show(request, {"reviews": section}, subject.head, title=title, part="reviews")


@require_GET
def questions(request: HttpRequest, product_id: int) -> HttpResponse:
    """Questions with their answers: a page, or the section alone for htmx."""
    subject = subject_of(request, product_id)
    number = page_number(request.GET.get("page"))
    section = question_section(product_id, translation.get_language() or "", number=number)
    if section is None:
        raise Http404(_("There are no questions here."))
    title = _("Questions about %(name)s") % {"name": subject.head.name}
    return show(request, {"questions": section}, subject.head, title=title, part="questions")


def show(request: HttpRequest, section: dict[str, Any], product: ProductHead, *, title: str, part: str) -> HttpResponse:
    """The section for htmx, else the page around it. Search engines are led to the product's own page."""
    if request.headers.get("HX-Target") == part:
        response = render(request, f"shop/parts/{part}.html", {**section, "product": product})
        # A boosted link would put its own address into the bar, and a reload would lose the product's page.
        response["HX-Push-Url"] = "false"
    else:
        response = render(request, "shop/reviews.html", {**section, **page_of(product, title), "part": part})
    patch_vary_headers(response, ["HX-Target"])
    return response


def page_of(product: ProductHead, title: str) -> dict[str, Any]:
    """What every page about a product's reviews has: head, way back, and no place in search engines."""
    return {
        "product": product,
        "title": title,
        "breadcrumbs": [Crumb(product.name, product.url), Crumb(title, None)],
        "seo": Seo(
            title=title,
            description="",
            canonical=own_address(product.url),
            robots="noindex, follow",
            image="",
        ),
    }
