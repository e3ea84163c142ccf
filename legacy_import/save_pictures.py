"""Original pictures of products, categories and brands."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as PillowImage

from commerce.catalogue.models import Brand, CategoryPage, Product, ProductImage, Variant
from legacy_import.ids import Ids, fingerprint
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.prestashop.errors import PictureMissing
from legacy_import.prestashop.records import Product as OldProduct
from legacy_import.prestashop.source import Source
from legacy_import.texts import Languages
from sites.content.images import MAX_PIXELS, StoreImage

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


class NotAPicture(ValueError):
    """The bytes are no picture that we show."""


def store_picture(content: bytes, *, title: str, name: str) -> StoreImage:
    """An image of these bytes, kept as they are. Raises NotAPicture."""
    try:
        with PillowImage.open(io.BytesIO(content)) as opened:
            kind, size = opened.format or "", opened.size
            opened.verify()
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAPicture("the file is not a picture, or it is damaged") from error
    if kind not in EXTENSIONS:
        raise NotAPicture(f"{kind} pictures are not supported")
    if size[0] * size[1] > MAX_PIXELS:
        raise NotAPicture(f"{size[0]} × {size[1]} pixels are too many")
    image = StoreImage(title=title[:255])
    image.file = ImageFile(io.BytesIO(content), name=f"{name}.{EXTENSIONS[kind]}")
    image.file_size, image.width, image.height = len(content), *size
    image._set_file_hash()
    image.save()
    return image


def save_product_pictures(old: OldProduct, catalogue: Catalogue, source: Source, ids: Ids, languages: Languages) -> None:
    """A product's pictures in their order, the cover first; combinations keep theirs."""
    product_id = ids.get("product", old.id) or 0
    title = languages.first(old.names)
    ordered = sorted(old.image_ids, key=lambda pk: pk != old.default_image_id)
    for position, image_id in enumerate(ordered):
        users = [c.id for c in catalogue.combinations_of(old.id) if image_id in c.image_ids]
        ids.bring(
            "image",
            image_id,
            fingerprint(old.id, position, users),
            lambda pk, image_id=image_id, at=position, users=users: _product_picture(  # type: ignore[misc]
                pk, product_id, at, users, ids, title, lambda: source.image("products", old.id, image_id)
            ),
        )


def _product_picture(
    pk: int | None, product_id: int, position: int, combinations: list[int], ids: Ids, title: str, read: Callable[[], bytes]
) -> int:
    product = Product.objects.get(pk=product_id)
    row = ProductImage.objects.filter(pk=pk).first() if pk else None
    if row is None:
        row = ProductImage(product=product, image=store_picture(read(), title=title, name=f"product-{product_id}-{position}"))
    row.sort_order = position
    row.save()
    variants = [variant for old in combinations if (variant := ids.get("combination", old))]
    row.variants.set(Variant.objects.filter(pk__in=variants))
    return int(row.pk)


def save_other_pictures(catalogue: Catalogue, source: Source, ids: Ids, languages: Languages) -> None:
    """Pictures of categories and brands; one that is not there is no problem: most have none."""
    for category in catalogue.categories:
        _bring_optional(
            "category_image",
            category.id,
            lambda pk: source.image("categories", pk),
            ids,
            _set_category_picture,
            languages.first(category.names),
        )
    for maker in catalogue.manufacturers.values():
        _bring_optional("brand_image", maker.id, lambda pk: source.image("manufacturers", pk), ids, _set_brand_logo, maker.name)


def _bring_optional(
    kind: str, legacy_id: int, read: Callable[[int], bytes], ids: Ids, use: Callable[[Ids, int, Any], None], title: str
) -> None:
    if ids.get(kind, legacy_id):
        ids.report.unchanged[kind] += 1
        return
    try:
        content = read(legacy_id)
    except PictureMissing:
        return

    def save(_pk: int | None) -> int:
        image = store_picture(content, title=title, name=f"{kind}-{legacy_id}")
        use(ids, legacy_id, image)
        return int(image.pk)

    ids.bring(kind, legacy_id, "kept", save)


def _set_category_picture(ids: Ids, legacy_id: int, image: StoreImage) -> None:
    page = CategoryPage.objects.filter(pk=ids.get("category", legacy_id) or 0).first()
    for translation in page.get_translations(inclusive=True) if page else []:
        translation.image = image
        revision = translation.save_revision()
        if translation.live:
            revision.publish()
        else:
            translation.save()


def _set_brand_logo(ids: Ids, legacy_id: int, image: StoreImage) -> None:
    Brand.objects.filter(pk=ids.get("manufacturer", legacy_id) or 0).update(logo=image)
