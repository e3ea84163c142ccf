"""What a product shows and hands over besides pictures: videos, and the files of a digital product."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from commerce.catalogue.models.product import Product
from commerce.kernel.translated import TranslatedField


def private_name(_file: "DigitalFile", name: str) -> str:
    """A name that the media address refuses to serve."""
    return f"private/{name}"


class ProductVideo(Orderable):
    """A film in the gallery: a file of the store, or a page of a video service."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="videos")
    titles = TranslatedField(_("title"), blank=True)
    file = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("MP4 or WebM."),
    )
    url = models.URLField(_("address"), blank=True, help_text=_("Of a video service, instead of a file."))
    poster = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first picture"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self) -> str:
        return f"{self.product}: {self.url or self.file}"

    def clean(self) -> None:
        """Asks for a file or an address, not both."""
        if bool(self.file_id) == bool(self.url):
            raise ValidationError(_("Choose a file or write an address, one of the two."))


class DigitalFile(Orderable):
    """A file that the buyer of a digital product may download once it is paid."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="files")
    titles = TranslatedField(_("title"), blank=True)
    file = models.FileField(_("file"), upload_to=private_name, max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("file for buyers")
        verbose_name_plural = _("files for buyers")

    def __str__(self) -> str:
        return str(self.file.name).rsplit("/", 1)[-1]
