"""Blocks that sell: calls to action, banners, products, categories, reasons to trust."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from sites.content.blocks.links import LinkValue, is_safe_address
from sites.content.blocks.pictures import HERO_WIDTHS, any_image
from sites.content.blocks.text import PREVIEW
from sites.content.pictures import picture_of
from sites.content.suppliers import supply

PRODUCT = "catalogue.Product"
CATEGORY = "catalogue.CategoryPage"


class LinkedBlock(blocks.StructBlock):
    """A block with a link: a page of the store or an address, and the text of the link."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the address of the link."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        href = value.href if isinstance(value, LinkValue) else ""
        context["url"] = href if is_safe_address(href) else ""
        return context

    class Meta:
        value_class = LinkValue


class CallToActionBlock(LinkedBlock):
    """A sentence and a button."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.TextBlock(label=_("text"), required=False)
    link_text = blocks.CharBlock(label=_("button"), max_length=40)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.CharBlock(label=_("or address"), required=False, max_length=500)
    style = blocks.ChoiceBlock(label=_("style"), choices=[("primary", _("strong")), ("quiet", _("quiet"))], default="primary")

    class Meta:
        icon = "thumbtack"
        label = _("Call to action")
        description = _("A heading, a sentence and one button.")
        template = "shop/blocks/call_to_action.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "title": "Not sure which band you need?",
            "text": "Tell us where it will hang, and we answer within a day.",
            "link_text": "Ask an engineer",
            "url": "/contact/",
            "style": "primary",
        }


class PromotionBannerBlock(LinkedBlock):
    """A large picture with words on it."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.TextBlock(label=_("text"), required=False)
    image = ImageChooserBlock(label=_("picture"), required=False)
    link_text = blocks.CharBlock(label=_("button"), max_length=40, required=False)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.CharBlock(label=_("or address"), required=False, max_length=500)
    tone = blocks.ChoiceBlock(
        label=_("colour"), choices=[("brand", _("brand")), ("accent", _("accent")), ("dark", _("dark"))], default="brand"
    )
    layout = blocks.ChoiceBlock(
        label=_("size"), choices=[("hero", _("large, for the top of a page")), ("strip", _("a strip"))], default="strip"
    )

    class Meta:
        icon = "pick"
        label = _("Promotion banner")
        description = _("A picture with a heading and a button: a hero, or a strip between products.")
        template = "shop/blocks/promotion_banner.html"
        preview_template = PREVIEW

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the picture."""
        context = super().get_context(value, parent_context=parent_context)
        context["picture"] = picture_of(value.get("image"), widths=HERO_WIDTHS)
        return context

    def get_preview_value(self) -> Any:
        """Words of our own over the store's newest picture."""
        plain = {
            "title": "Ten years on one battery",
            "text": "Our longest-lived sensors.",
            "link_text": "See them",
            "url": "/products/",
        }
        value = self.to_python({**plain, "tone": "brand", "layout": "strip"})
        value["image"] = any_image()
        return value


class ProductCardBlock(blocks.StructBlock):
    """One product."""

    product = SnippetChooserBlock(PRODUCT, label=_("product"))

    class Meta:
        icon = "tag"
        label = _("Product")
        description = _("One product with picture and price.")
        template = "shop/blocks/product_card.html"
        preview_template = PREVIEW

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the card; None when the product is not on sale."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        product = value.get("product")
        cards = supply("product cards", [product.pk]) if product else supply("newest product cards", 1)
        context["card"] = cards[0] if cards else None
        return context

    def get_preview_value(self) -> Any:
        """Empty: the newest product is shown."""
        return self.to_python({})


class ProductRowBlock(blocks.StructBlock):
    """A row of products."""

    title = blocks.CharBlock(label=_("heading"), max_length=120)
    source = blocks.ChoiceBlock(
        label=_("which"),
        choices=[
            ("newest", _("newest")),
            ("bestselling", _("bestselling")),
            ("category", _("of a category")),
            ("chosen", _("chosen")),
        ],
        default="newest",
    )
    products = blocks.ListBlock(SnippetChooserBlock(PRODUCT), label=_("products, where chosen"), required=False, default=[])
    category = blocks.PageChooserBlock(page_type=CATEGORY, label=_("category"), required=False)
    count = blocks.IntegerBlock(label=_("how many"), min_value=2, max_value=12, default=4)
    link_text = blocks.CharBlock(label=_("link to all"), required=False, max_length=40)

    class Meta:
        icon = "grip"
        label = _("Row of products")
        description = _("Products by choice, of a category, the newest or the bestselling.")
        template = "shop/blocks/product_row.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {"title": "New in", "source": "newest", "count": 4}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the cards and where all of them are."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context |= supply("product row", value)
        return context


class CategoryTilesBlock(blocks.StructBlock):
    """Tiles that lead to categories."""

    title = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    categories = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=CATEGORY),
        label=_("categories"),
        help_text=_("None: all of the top level."),
        default=[],
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category tiles")
        description = _("Pictures that lead to categories.")
        template = "shop/blocks/category_tiles.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {"title": "Shop by category", "categories": []}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the tiles."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["tiles"] = supply("category tiles", [page.pk for page in value.get("categories") or [] if page])
        return context


class TrustBadgeBlock(blocks.StructBlock):
    """One reason to buy here."""

    ICONS = [
        ("truck", _("delivery")),
        ("shield", _("safety")),
        ("return", _("returns")),
        ("chat", _("advice")),
        ("card", _("payment")),
        ("leaf", _("environment")),
        ("clock", _("time")),
        ("star", _("quality")),
    ]
    icon = blocks.ChoiceBlock(label=_("icon"), choices=ICONS, default="truck")
    title = blocks.CharBlock(label=_("heading"), max_length=60)
    text = blocks.CharBlock(label=_("text"), required=False, max_length=150)

    class Meta:
        icon = "tick-inverse"
        label = _("Badge")


class TrustBadgesBlock(blocks.StructBlock):
    """Reasons to buy here."""

    badges = blocks.ListBlock(TrustBadgeBlock(), label=_("badges"), min_num=2, max_num=6)

    class Meta:
        icon = "tick-inverse"
        label = _("Trust badges")
        description = _("Two to six reasons to buy here, each with an icon.")
        template = "shop/blocks/trust_badges.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "badges": [
                {"icon": "truck", "title": "Sent today", "text": "Ordered before 15:00"},
                {"icon": "return", "title": "30 days to return", "text": "No questions asked"},
                {"icon": "chat", "title": "Engineers answer", "text": "Within one working day"},
            ]
        }
