"""Pages for when something is wrong. 500 stands alone: whatever broke may be what a page needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from commerce.storefront.views.beyond import PageBeyond
from sites.tenants.context import active_store


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, in the store's theme; in the admin and on the platform host the plain page. A list that ends earlier says where."""
    if active_store() is None:
        return render(request, "platform/not_found.html", status=404)
    context: dict[str, Any] = {"title": _("This page is not on our shelves")}
    if isinstance(exception, PageBeyond):
        context |= {"last_url": exception.last_url, "pages": exception.pages, "list_url": request.path}
        context["title"] = _("This list ends earlier")
    return render(request, "shop/errors/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """500."""
    return HttpResponseServerError(loader.get_template("shop/errors/500.html").render())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: the form was open too long, or came from elsewhere. Says how to go on."""
    if active_store() is None:
        return render(request, "platform/csrf.html", status=403)
    return render(request, "shop/errors/403_csrf.html", status=403)
