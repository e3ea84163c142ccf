"""What content below asks the shop for: products at addresses, and whose pictures have new sizes."""

from collections.abc import Iterable

from django.utils import translation
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, ProductCopy
from commerce.catalogue.states import VISIBLE
from commerce.storefront.links import shop_urls
from commerce.storefront.models import ShelfItem
from sites.content.suppliers import supplies


@supplies("products at")
def products_at(paths: Iterable[str]) -> dict[str, tuple[int, str]]:
    """(catalogue page, route below it) of each path without its last slash that is the page of a product; others are left out.
    Two queries a language.
    """
    found: dict[str, tuple[int, str]] = {}
    asked = set(paths)
    for locale in Locale.objects.all():
        page = CatalogPage.objects.live().filter(locale=locale).first()
        if page is None:
            continue
        with translation.override(locale.language_code):
            mount = shop_urls().catalogue
        slugs = {
            path.removeprefix(mount): path for path in asked if path.startswith(mount) and "/" not in path.removeprefix(mount)
        }
        # A language without words of its own shows those of another under their slug.
        copies = ProductCopy.objects.filter(slug__in=slugs, live=True, product__status__in=VISIBLE)
        for slug in set(copies.values_list("slug", flat=True)):
            found[slugs[slug]] = (page.pk, f"/{slug}/")
    return found


@supplies("pictures made")
def pictures_made(image_ids: Iterable[int]) -> None:
    """Rows of the shelf hold the picture of their card ready to show: those of these images are made again."""
    from commerce.storefront.tasks import reshelve_later  # noqa: PLC0415 - tasks need the apps

    rows = ShelfItem.objects.filter(picture_id__in=list(image_ids), listed=True)
    if ids := sorted(set(rows.values_list("product_id", flat=True))):
        reshelve_later(ids)
