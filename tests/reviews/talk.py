"""What shoppers write, for tests: by the verbs and by the pages."""

import io
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image as PillowImage

from commerce.catalogue.models import Product, Variant
from commerce.orders.models import Order
from commerce.reviews.models import Review
from commerce.reviews.services import Author, approve, submit_review
from sites.content.pages import contact
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with
from tests.shop import sell

WORDS = "Works as described, the battery lasts for months."


def author(name: str = "Ann", *, email: str = "", language: str = "en") -> Author:
    """Somebody who writes."""
    return Author(name, email, language)


def written(product: Product, *, stars: int = 5, text: str = WORDS, email: str = "", **more: Any) -> Review:
    """A review that came in."""
    given = {"title": "", "at": timezone.now(), "author": author(email=email), **more}
    return submit_review(product=product, stars=stars, text=text, **given)


def shown(product: Product, *, stars: int = 5, text: str = WORDS, **more: Any) -> Review:
    """A review that everyone can read."""
    entry = approve(entry=written(product, stars=stars, text=text, **more), at=timezone.now())
    assert isinstance(entry, Review)
    return entry


def bought(variant: Variant, *, email: str = "ann@example.com", language: str = "en") -> Order:
    """An order of one of these."""
    return buy(cart_with((variant, 1)), email=email, language=language)


def product_of(store: Store, sku: str = "LDS02", **more: Any) -> Product:
    """A product of that store."""
    with in_store(store):
        return sell(sku, **more).product


def patient(monkeypatch: Any) -> None:
    """Forms may be sent as fast as a test does."""
    monkeypatch.setattr(contact, "LEAST_SECONDS", 0.00001)


def clock_of(page: HttpResponse, name: str = "form_opened") -> str:
    """The signed time at which the form was opened."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[-2000:]
    return found[1]


def fill(client: Client, path: str, **data: Any) -> HttpResponse:
    """Open the form of that page, fill it in and send it."""
    page = client.get(path)
    assert page.status_code == 200, page.status_code
    return client.post(path, {"form_opened": clock_of(page), **data})


def photo(width: int = 60, height: int = 40, *, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture as a telephone takes it: with camera and place in its head where it is a JPEG."""
    target = io.BytesIO()
    picture = PillowImage.new("RGB", (width, height), "#2a7")
    if kind == "JPEG":
        exif = PillowImage.Exif()
        exif[0x010F], exif[0x0112] = "SecretCamera", 6
        exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
        options["exif"] = exif
    picture.save(target, kind, **options)
    return target.getvalue()
