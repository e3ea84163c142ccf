"""A list as others see it: names, pictures, prices and stock; nothing about who made it, and none of their notes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from commerce.storefront.lists.wishes import wish_views
from commerce.wishlists.cookie import holder_for_writing, holder_of, remember
from commerce.wishlists.errors import WishRefused
from commerce.wishlists.models import WishList
from commerce.wishlists.selectors import find_list, shared_list
from commerce.wishlists.services import copy_list
from sites.content.pages.base import Crumb, private_head
from sites.tenants.origin import guarded_by_origin


@never_cache
@require_GET
def shared(request: HttpRequest, share_token: str) -> HttpResponse:
    """The list to read."""
    return show(request, found(share_token))


@never_cache
@guarded_by_origin
@require_POST
def copy(request: HttpRequest, share_token: str) -> HttpResponse:
    """Put all of it into a list of the visitor's own, and go there."""
    holder = holder_for_writing(request)
    wish_list = found(share_token)
    try:
        made = copy_list(holder=holder, shared=wish_list)
    except WishRefused as error:
        return show(request, wish_list, warned=(error.message,), status=422)
    response = redirect("list", made.pk)
    remember(response, holder, secure=request.is_secure())
    return response


def found(share_token: str) -> WishList:
    """The shared list. Raises Http404."""
    wish_list = shared_list(share_token)
    if wish_list is None:
        raise Http404(_("This list is not shared any more."))
    return wish_list


def show(request: HttpRequest, wish_list: WishList, *, warned: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    """The page, unknown to search engines whatever they make of its head."""
    context = {
        "title": wish_list.title,
        "wishes": wish_views(list(wish_list.items.all())),
        "share_token": wish_list.share_token,
        "is_own": find_list(holder_of(request), wish_list.pk) is not None,
        "warned": warned,
        "breadcrumbs": [Crumb(wish_list.title, None)],
        "seo": private_head(wish_list.title),
    }
    response = render(request, "shop/lists/shared.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
