"""What the catalogue page, a category page and the search page show."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from commerce.catalogue.models import CatalogPage, CategoryPage
from commerce.storefront.cards import cards
from commerce.storefront.links import active_language, category_links, tiles
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.read import PAGE_SIZE, SORTS, page_of, searched, shelf, sorted_by
from commerce.storefront.values import SortLink
from sites.content.pagination import page_number, paginate


def listed(items: QuerySet[ShelfItem], request: HttpRequest, *, known: dict[str, str]) -> dict[str, Any]:
    """One page of `items` as cards, with page numbers; `known` is the query string to keep."""
    number = page_number(request.GET.get("page"))
    shown = page_of(items, number=number)

    def url(page: int) -> str:
        query = known | ({"page": str(page)} if page > 1 else {})
        return f"?{urlencode(query)}" if query else request.path

    pagination = paginate(total=shown.total, size=PAGE_SIZE, number=number, url=url)
    return {"cards": cards(shown.items), "pagination": pagination, "total": shown.total}


def chosen_sort(request: HttpRequest) -> str:
    """The sort asked for; nonsense is the recommended order."""
    sort = request.GET.get("sort", "")
    return sort if sort in SORTS else ""


def sort_links(current: str, known: dict[str, str]) -> list[SortLink]:
    """Links to each way of sorting, the first page of it."""
    links = []
    for code, label in SORTS.items():
        query = known | ({"sort": code} if code else {})
        links.append(SortLink(code, str(label), f"?{urlencode(query)}", code == current))
    return links


def catalogue_listing(page: CatalogPage, request: HttpRequest) -> dict[str, Any]:
    """Everything, with tiles of the top categories."""
    sort = chosen_sort(request)
    items = sorted_by(shelf(locale_id=page.locale_id), sort)
    return {
        "title": page.title,
        "intro": page.intro,
        "body": page.body,
        "body_below": None,
        "tiles": tiles(list(CategoryPage.objects.child_of(page).live().defer_streamfields())),
        "sorts": sort_links(sort, {}),
        **listed(items, request, known={"sort": sort} if sort else {}),
    }


def category_listing(page: CategoryPage, request: HttpRequest) -> dict[str, Any]:
    """What stands in a category and below, in the editors' order unless another is asked for."""
    sort = chosen_sort(request)
    items = sorted_by(shelf(locale_id=page.locale_id, category_id=page.pk), sort, category_id=page.pk)
    children = [] if page.is_leaf() else list(CategoryPage.objects.child_of(page).live().defer_streamfields())
    return {
        "title": page.title,
        "intro": page.intro,
        "body": page.body,
        "body_below": page.body_below,
        "tiles": tiles(children),
        "sorts": sort_links(sort, {}),
        **listed(items, request, known={"sort": sort} if sort else {}),
    }


def search_results(query: str, request: HttpRequest, *, locale_id: int) -> dict[str, Any]:
    """What the words match; suggestions where nothing does."""
    sort = chosen_sort(request)
    items = searched(shelf(locale_id=locale_id), query, active_language())
    if sort:
        items = sorted_by(items, sort)
    known = {"q": query} | ({"sort": sort} if sort else {})
    found = listed(items, request, known=known)
    return {
        "query": query,
        "sorts": sort_links(sort, {"q": query}),
        "suggestions": [] if found["total"] else category_links(),
        **found,
    }
