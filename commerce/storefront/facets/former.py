"""Choices that were merged into others: an address with the old code leads to the one with the new code, for good."""

from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from commerce.catalogue.models import AttributeChoice, FormerChoice
from commerce.storefront.facets.definitions import facet_code
from sites.content.generation import cached
from sites.tenants.context import active_store

LONGEST = 2000


def former_codes() -> Mapping[str, Mapping[str, str]]:
    """Facet code -> old code -> present code. Empty in most stores. Cached until something is merged."""
    found: Mapping[str, Mapping[str, str]] = cached("former-choices", _read, frame=True)
    return found


def _read() -> dict[str, dict[str, str]]:
    rows = FormerChoice.objects.select_related("attribute", "choice")
    # A choice that has that code today is meant, whatever it was before.
    present = set(AttributeChoice.objects.values_list("attribute", "code")) if rows else set()
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if (row.attribute_id, row.code) not in present:
            found.setdefault(facet_code(row.attribute.code), {})[row.code] = row.choice.code
    return found


def present_address(request: HttpRequest) -> str:
    """The address with the present codes, where the one asked for has old ones; else nothing."""
    former = former_codes()
    if not former or len(request.META.get("QUERY_STRING", "")) > LONGEST or not former.keys() & request.GET.keys():
        return ""
    pairs: list[tuple[str, str]] = []
    moved = False
    for name, values in request.GET.lists():
        known = former.get(name, {})
        for value in values:
            codes = value.split(",")
            now = list(dict.fromkeys(known.get(code, code) for code in codes))
            moved = moved or now != list(dict.fromkeys(codes))
            pairs.append((name, ",".join(sorted(now) if known else now)))
    query = "&".join(f"{quote_plus(name)}={quote_plus(value, safe=',-')}" for name, value in pairs)
    return f"{request.path}?{query}" if moved else ""


class FormerChoiceMiddleware:
    """301 for addresses with codes of choices that were merged. Stands inside the cache of pages: a kept page has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead on. Without a question mark nothing is looked up; the admin's own words are not facets."""
        asks = request.META.get("QUERY_STRING") and request.method in ("GET", "HEAD") and active_store()
        if asks and not request.path.startswith("/admin/") and (to := present_address(request)):
            return HttpResponsePermanentRedirect(to)
        return self.get_response(request)
