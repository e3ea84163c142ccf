"""Which products somebody has selected in the list."""

from django.http import HttpRequest

from commerce.catalogue.models import Product


def selected(request: HttpRequest) -> list[int]:
    """Ids of the selected products, in order. "All in the listing" are those that its filters and search find, on every page.

    Wagtail sends the listing's own parameters along with the selection.
    """
    chosen = request.GET.getlist("id")
    if "all" not in chosen:
        wanted = [int(text) for text in chosen if text.isascii() and text.isdigit() and len(text) < 19]
        return list(Product.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))
    return listed(request)


def listed(request: HttpRequest) -> list[int]:
    """Ids of the products that the listing shows for these parameters, on all its pages."""
    callback = Product.snippet_viewset.index_view
    view = callback.view_class(**callback.view_initkwargs)
    view.setup(request)
    found = view.get_queryset()
    return sorted(found.order_by().values_list("pk", flat=True))
