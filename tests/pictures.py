"""Pictures for tests."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image

from commerce.catalogue.models import Product, ProductImage
from sites.content.images import StoreImage


def image(
    title: str = "A sensor", *, size: tuple[int, int] = (700, 500), mode: str = "RGB", colour: object = (200, 30, 40)
) -> StoreImage:
    """A picture of one colour in the active store."""
    body = BytesIO()
    Image.new(mode, size, colour).save(body, "PNG")
    body.seek(0)
    return StoreImage.objects.create(title=title, file=ImageFile(body, name="picture.png"))


def show(product: Product, *, captions: dict[str, str] | None = None) -> ProductImage:
    """A picture of a product."""
    return ProductImage.objects.create(product=product, image=image(), captions=captions or {})
