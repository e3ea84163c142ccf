"""What any Django project would have, to measure ours beside: 20 kB out of Redis, and a query with a template of 24 rows."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from commerce.catalogue.models import ProductCopy

SIZE = 20_000
KEY = "bench.bare.page"
# As a Django project has it that changes nothing.
stock = RedisCache(settings.CACHES["default"]["LOCATION"], {})
ROWS = "<ul>{% for row in rows %}<li><a href='{{ row.slug }}'>{{ row.name }}</a> {{ row.summary }}</li>{% endfor %}</ul>"


def page(_request: HttpRequest) -> HttpResponse:
    """20 kB out of Redis."""
    found = stock.get(KEY)
    if found is None:
        stock.set(KEY, found := "x" * SIZE, 600)
    return HttpResponse(found)


def rows(_request: HttpRequest) -> HttpResponse:
    """One query of 24 rows by primary key, and a template."""
    found = list(ProductCopy.objects.only("slug", "name", "summary").order_by("-pk")[:24])
    return HttpResponse(row_template().render({"rows": found}))


@cache
def row_template() -> Any:
    """The template, compiled once as the loader would."""
    return engines["django"].from_string(ROWS)


urlpatterns = [path("bare/page/", page), path("bare/rows/", rows)]
