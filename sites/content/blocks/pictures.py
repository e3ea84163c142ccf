"""Blocks of pictures and films."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from sites.content.blocks.text import PREVIEW
from sites.content.pictures import CARD_WIDTHS, PAGE_WIDTHS, picture_of


def any_image() -> Any:
    """The store's newest picture, for previews in the block chooser."""
    return get_image_model().objects.order_by("-pk").first()


class PictureBlock(blocks.StructBlock):
    """One picture."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("description"),
        required=False,
        max_length=200,
        help_text=_("For those who do not see it. Empty: the picture's own."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)
    width = blocks.ChoiceBlock(
        label=_("width"), choices=[("text", _("as the text")), ("wide", _("wide")), ("full", _("full"))], default="text"
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with an optional caption.")
        template = "shop/blocks/image.html"
        preview_template = PREVIEW

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the picture, ready to show."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["picture"] = picture_of(value.get("image"), alt=value.get("alt") or "")
        return context

    def get_preview_value(self) -> Any:
        """The newest picture of the store."""
        value = self.to_python({"width": "text", "caption": "A sensor in its place"})
        value["image"] = any_image()
        return value


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    items = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Several pictures in a grid.")
        template = "shop/blocks/gallery.html"
        preview_template = PREVIEW

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds pictures and their captions, in step."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        shown = [
            (picture, item.get("caption") or "")
            for item in value.get("items") or []
            if (picture := picture_of(item.get("image"), alt=item.get("alt") or "", widths=CARD_WIDTHS))
        ]
        context["pictures"] = [picture for picture, _caption in shown]
        context["captions"] = [caption for _picture, caption in shown]
        return context

    def get_preview_value(self) -> Any:
        """Three times the newest picture."""
        image = any_image()
        value = self.to_python({"items": [{"caption": "One"}, {"caption": "Two"}, {"caption": "Three"}]})
        for item in value["items"]:
            item["image"] = image
        return value


class VideoBlock(blocks.StructBlock):
    """A film from a video service."""

    video = EmbedBlock(label=_("address"), help_text=_("The address of the page at YouTube, Vimeo …"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film from a video service.")
        template = "shop/blocks/video.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {"caption": "How to mount the outdoor gateway"}


HERO_WIDTHS = (*PAGE_WIDTHS, 1920)
