"""A store's own image, rendition and document models: their names are long, because they begin with the store id."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    get_rendition_upload_to,
    get_upload_to,
)

NAME_LENGTH = 255
# 40 megapixels: a larger picture would take over 160 MB to open, for every rendition.
MAX_PIXELS = 40_000_000


class StoreImage(AbstractImage):
    """A picture of this store."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        max_length=NAME_LENGTH,
    )
    source = models.CharField(_("source or licence"), max_length=255, blank=True)
    # What stands in its place until it has loaded: itself in a few pixels, as a data URI. Empty: not worked out yet; "none":
    # one can see through it, so nothing may stand behind it.
    blur = models.TextField(blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "source")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar = [("choose_image", "Can choose image")]


class StoreRendition(AbstractRendition):
    """A size of a picture of this store."""

    image = models.ForeignKey(StoreImage, related_name="renditions", on_delete=models.CASCADE)
    file = WagtailImageField(
        upload_to=get_rendition_upload_to,
        storage=AbstractRendition._meta.get_field("file").storage,
        width_field="width",
        height_field="height",
        max_length=NAME_LENGTH,
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class StoreDocument(AbstractDocument):
    """A file of this store."""

    file = models.FileField(upload_to="documents", verbose_name=_("file"), max_length=NAME_LENGTH)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar = [("choose_document", "Can choose document")]
