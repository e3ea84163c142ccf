"""Hearts on cards and product pages. Those pages are the same for all: what a heart looks like for one visitor comes from `state`.

Every answer is a redirect for a plain form, and JSON for the script: `state`, and `html` that says what happened or asks
for the list (`ask`).
"""

from dataclasses import asdict

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commerce.catalogue.models import Variant
from commerce.storefront.lists.wishes import list_links
from commerce.storefront.numbers import whole_number
from commerce.wishlists.cookie import holder_for_writing, holder_of, remember
from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import LONGEST_NAME, MOST_LISTS, WishList
from commerce.wishlists.selectors import lists_of, lists_with, state_of, wished_variant
from commerce.wishlists.services import add_wish, make_list, remove_variant
from sites.content.pages.base import Crumb, private_head
from sites.tenants.origin import guarded_by_origin


@never_cache
@require_GET
def state(request: HttpRequest) -> JsonResponse:
    """The products and variants in the visitor's lists, and how many wishes there are."""
    return JsonResponse(asdict(state_of(holder_of(request))))


@never_cache
@guarded_by_origin
@require_POST
def heart(request: HttpRequest) -> HttpResponse:
    """Keep a product or variant, or with `off` let go of it. Who has several lists is asked which."""
    holder = holder_for_writing(request)
    lists = lists_of(holder)
    try:
        variant = variant_of(request)
        if len(lists) > 1:
            return ask(request, holder, variant, lists)
        if request.POST.get("off"):
            if lists:
                let_go(request, holder, variant, lists[0])
            return done(request, holder, _("Taken out of your list."), lists[0] if lists else None)
        item = add_wish(holder=holder, variant=variant, quantity=whole_number(request.POST.get("quantity")) or 1)
    except WishRefused as error:
        return refused(request, holder, error)
    return done(request, holder, _("Kept in “%(name)s”.") % {"name": item.wish_list.title}, item.wish_list)


@never_cache
@guarded_by_origin
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """In which lists an article stands: ask, or carry out the answer. A new list can be named at once."""
    holder = holder_for_writing(request)
    try:
        variant = variant_of(request)
    except WishRefused as error:
        return refused(request, holder, error)
    if request.method == "GET":
        return ask(request, holder, variant, lists_of(holder))
    try:
        place(request, holder, variant)
    except WishRefused as error:
        return ask(request, holder, variant, lists_of(holder), warned=error.message, status=422)
    return done(request, holder, _("Your lists are up to date."), None)


def variant_of(request: HttpRequest) -> Variant:
    """The article that the form or address names. Raises WishRefused for what no shopper can see."""
    asked = request.POST if request.method == "POST" else request.GET
    variant = wished_variant(
        product_id=whole_number(asked.get("product")) or 0, variant_id=whole_number(asked.get("variant")) or 0
    )
    if variant is None:
        raise WishRefused(_("This product is no longer for sale."))
    return variant


def let_go(request: HttpRequest, holder: Holder, variant: Variant, wish_list: WishList) -> None:
    """Take the variant out of the list; all of its product where the heart stood for the product."""
    ids = [variant.pk]
    if not request.POST.get("variant"):
        ids = list(Variant.objects.filter(product=variant.product_id).values_list("pk", flat=True))
    remove_variant(holder=holder, list_id=wish_list.pk, variant_ids=ids)


@transaction.atomic
def place(request: HttpRequest, holder: Holder, variant: Variant) -> None:
    """Put the article into the lists that are ticked, and out of those that are not: all of it, or nothing (WishRefused)."""
    ticked = {whole_number(value) for value in request.POST.getlist("lists")}
    holding = lists_with(holder, variant.pk)
    for row in lists_of(holder):
        if row.pk in ticked and row.pk not in holding:
            add_wish(holder=holder, variant=variant, list_id=row.pk)
        elif row.pk in holding and row.pk not in ticked:
            remove_variant(holder=holder, list_id=row.pk, variant_ids=[variant.pk])
    if name := request.POST.get("name", "").strip():
        add_wish(holder=holder, variant=variant, list_id=make_list(holder=holder, name=name).pk)


def wants_json(request: HttpRequest) -> bool:
    """Whether the script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def ask(
    request: HttpRequest, holder: Holder, variant: Variant, lists: list[WishList], *, warned: str = "", status: int = 200
) -> HttpResponse:
    """Ask in which lists: a dialog for the script, a page of its own without one."""
    holding = frozenset(lists_with(holder, variant.pk)) if lists else frozenset()
    title = _("Where should it be kept?")
    context = {
        "title": title,
        "lists": list_links(lists, holding=holding),
        "variant_id": variant.pk,
        "can_make": len(lists) < MOST_LISTS,
        "longest_name": LONGEST_NAME,
        "warned": warned,
    }
    if wants_json(request):
        html = render_to_string("shop/lists/choose.html", context, request)
        return JsonResponse({"ask": True, "html": html, "state": asdict(state_of(holder))}, status=status)
    if request.method == "POST" and not warned:
        return redirect(f"{reverse('lists-choose')}?variant={variant.pk}")
    page = {"seo": private_head(title), "breadcrumbs": [Crumb(_("Wish lists"), reverse("lists")), Crumb(title, None)]}
    return render(request, "shop/lists/choose_page.html", {**context, **page}, status=status)


def done(request: HttpRequest, holder: Holder, text: str, wish_list: WishList | None) -> HttpResponse:
    """Say what happened: in a corner for the script, by going to the list without one."""
    if wants_json(request):
        url = reverse("list", args=[wish_list.pk]) if wish_list else reverse("lists")
        html = render_to_string("shop/lists/kept.html", {"text": text, "url": url}, request)
        response: HttpResponse = JsonResponse({"ask": False, "html": html, "state": asdict(state_of(holder))})
    else:
        response = redirect("list", wish_list.pk) if wish_list else redirect("lists")
    remember(response, holder, secure=request.is_secure())
    return response


def refused(request: HttpRequest, holder: Holder, error: WishRefused) -> HttpResponse:
    """Say why nothing changed, where the shopper is."""
    if wants_json(request):
        html = render_to_string(
            "shop/lists/kept.html", {"text": error.message, "failed": True, "url": reverse("lists")}, request
        )
        return JsonResponse({"ask": False, "html": html, "state": asdict(state_of(holder))}, status=422)
    title = _("Wish lists")
    context = {"title": title, "warned": error.message, "seo": private_head(title)}
    return render(request, "shop/lists/refused.html", context, status=422)
