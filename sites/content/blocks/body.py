"""The body: every block, once."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from sites.content.blocks.pictures import GalleryBlock, PictureBlock, VideoBlock
from sites.content.blocks.selling import (
    CallToActionBlock,
    CategoryTilesBlock,
    ProductCardBlock,
    ProductRowBlock,
    PromotionBannerBlock,
    TrustBadgesBlock,
)
from sites.content.blocks.text import PARAGRAPH, PREVIEW, FaqBlock, HeadingBlock, QuoteBlock, TableBlock, TextBlock

WORDS, PICTURES, SELLING = _("Words"), _("Pictures"), _("Selling")


class ColumnBlock(blocks.StreamBlock):
    """What may stand in one column."""

    rich_text = TextBlock(group=WORDS)
    heading = HeadingBlock(group=WORDS)
    image = PictureBlock(group=PICTURES)
    call_to_action = CallToActionBlock(group=SELLING)
    product_card = ProductCardBlock(group=SELLING)

    class Meta:
        icon = "placeholder"
        label = _("Column")


class ColumnsBlock(blocks.StructBlock):
    """Two to four columns."""

    columns = blocks.ListBlock(ColumnBlock(), label=_("columns"), min_num=2, max_num=4)

    class Meta:
        icon = "grid"
        label = _("Columns")
        description = _("Two to four columns side by side; below each other on a phone.")
        template = "shop/blocks/columns.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "columns": [
                [{"type": "rich_text", "value": PARAGRAPH}],
                [{"type": "rich_text", "value": PARAGRAPH}],
            ]
        }


class BodyBlock(blocks.StreamBlock):
    """Everything an editor may put on a page."""

    rich_text = TextBlock(group=WORDS)
    heading = HeadingBlock(group=WORDS)
    quote = QuoteBlock(group=WORDS)
    faq = FaqBlock(group=WORDS)
    table = TableBlock(group=WORDS)
    image = PictureBlock(group=PICTURES)
    gallery = GalleryBlock(group=PICTURES)
    video = VideoBlock(group=PICTURES)
    columns = ColumnsBlock(group=PICTURES)
    call_to_action = CallToActionBlock(group=SELLING)
    promotion_banner = PromotionBannerBlock(group=SELLING)
    product_card = ProductCardBlock(group=SELLING)
    product_row = ProductRowBlock(group=SELLING)
    category_tiles = CategoryTilesBlock(group=SELLING)
    trust_badges = TrustBadgesBlock(group=SELLING)


def body_field(**options: Any) -> StreamField:
    """The body as a model field, empty by default."""
    return StreamField(BodyBlock(), **{"blank": True, "verbose_name": _("content"), **options})
