"""The health of the catalogue: counts, and the products behind each."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from commerce.backoffice.health.checks import BY_CODE, CHECKS, counts
from commerce.catalogue.models import Product, ProductCopy, Variant

PAGE = 50
SEE = "catalogue.change_product"


@dataclass(frozen=True, slots=True)
class CountView:
    """A problem and how many products have it."""

    label: str
    hint: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A product that has a problem, and the ways to its screens."""

    name: str
    sku: str
    status: str
    url: str
    variants_url: str
    texts: tuple[tuple[str, str], ...]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """All counts, the worst first in the order of the list; those at zero below. One query for all."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    found = counts()
    shown = [
        CountView(str(check.label), str(check.hint), found[check.code], reverse("catalogue-health-rows", args=[check.code]))
        for check in CHECKS
    ]
    context = {
        "wrong": [count for count in shown if count.count],
        "fine": [count for count in shown if not count.count],
    }
    return render(request, "backoffice/health/index.html", context)


@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """The products that have one problem."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    if code not in BY_CODE:
        raise Http404
    check = BY_CODE[code]
    page = Paginator(check.find().order_by("name", "pk"), PAGE).get_page(request.GET.get("p"))
    context = {"check": check, "page": page, "rows": views_of(list(page.object_list))}
    return render(request, "backoffice/health/rows.html", context)


def views_of(products: list[Product]) -> list[RowView]:
    """The rows of a page. Two queries."""
    skus = dict(
        Variant.objects.filter(product__in=products)
        .order_by("product_id", "sort_order", "pk")
        .distinct("product_id")
        .values_list("product_id", "sku")
    )
    edit_copy: Any = ProductCopy.snippet_viewset.get_url_name("edit")
    texts: dict[int, list[tuple[str, str]]] = {}
    copies = ProductCopy.objects.filter(product__in=products).order_by("locale__language_code")
    for product_id, pk, language in copies.values_list("product_id", "pk", "locale__language_code"):
        texts.setdefault(product_id, []).append((language, reverse(edit_copy, args=[pk])))
    edit: Any = Product.snippet_viewset.get_url_name("edit")
    return [
        RowView(
            name=product.name,
            sku=skus.get(product.pk, ""),
            status=str(product.get_status_display()),
            url=reverse(edit, args=[product.pk]),
            variants_url=reverse("prices-and-stock", args=[product.pk]),
            texts=tuple(texts.get(product.pk, ())),
        )
        for product in products
    ]


patterns = [
    path("catalogue-health/", health, name="catalogue-health"),
    path("catalogue-health/<slug:code>/", rows, name="catalogue-health-rows"),
]
