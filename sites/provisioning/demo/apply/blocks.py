"""Demo blocks as values of the body's blocks."""

from typing import Any

from wagtail.rich_text import RichText

from sites.provisioning.demo import data_blocks as demo
from sites.provisioning.demo.apply.links import Links
from sites.provisioning.demo.apply.pictures import Pictures


class Blocks:
    """Turns a demo body of one language into a StreamField's."""

    def __init__(self, brand: str, pictures: Pictures, links: Links, language: str) -> None:
        self.brand, self.pictures, self.links, self.language = brand, pictures, links, language

    def body(self, blocks: Any) -> list[tuple[str, Any]]:
        """(block name, value) of each block."""
        return [(block.name, getattr(self, block.name)(block)) for block in blocks]

    def rich_text(self, block: demo.RichText) -> RichText:
        """Running text."""
        return RichText(block.html)

    def heading(self, block: demo.Heading) -> dict[str, Any]:
        """A heading."""
        return {"text": block.text, "level": block.level}

    def quote(self, block: demo.Quote) -> dict[str, Any]:
        """A quotation."""
        return {"text": block.text, "author": block.author, "role": block.role}

    def faq(self, block: demo.Faq) -> dict[str, Any]:
        """Questions."""
        entries = [{"question": entry.question, "answer": RichText(entry.answer)} for entry in block.entries]
        return {"title": block.title, "entries": entries}

    def table(self, block: demo.Table) -> dict[str, Any]:
        """A table; its first row is its header."""
        cells = [list(row) for row in block.rows]
        return {
            "caption": block.caption,
            "table": {"data": cells, "first_row_is_table_header": True, "table_header_choice": "row"},
        }

    def image(self, block: demo.Image) -> dict[str, Any]:
        """A picture."""
        image = self.pictures.subject(block.subject, view=block.view)
        return {"image": image, "alt": block.alt, "caption": block.caption, "width": block.width}

    def columns(self, block: demo.Columns) -> dict[str, Any]:
        """Columns."""
        return {"columns": [self.body(column) for column in block.columns]}

    def call_to_action(self, block: demo.CallToAction) -> dict[str, Any]:
        """A sentence with a button."""
        own = {"title": block.title, "text": block.text, "link_text": block.link_text, "style": block.style}
        return {**own, **self.links.target(block.link, self.language)}

    def promotion_banner(self, block: demo.PromotionBanner) -> dict[str, Any]:
        """A picture with words."""
        image = None
        if block.hero is not None:
            image = self.pictures.hero(self.brand, block.hero)
        elif block.subject:
            image = self.pictures.subject(block.subject)
        own = {
            "title": block.title,
            "text": block.text,
            "link_text": block.link_text,
            "tone": block.tone,
            "layout": block.layout,
        }
        return {**own, "image": image, **self.links.target(block.link, self.language)}

    def product_row(self, block: demo.ProductRow) -> dict[str, Any]:
        """A row of products."""
        category = self.links.page(f"category:{block.category}", self.language) if block.category else None
        return {
            "title": block.title,
            "source": block.source,
            "products": [],
            "category": category,
            "count": block.count,
            "link_text": block.link_text,
        }

    def category_tiles(self, block: demo.CategoryTiles) -> dict[str, Any]:
        """Tiles."""
        pages = [self.links.page(f"category:{key}", self.language) for key in block.categories]
        return {"title": block.title, "categories": [page for page in pages if page]}

    def trust_badges(self, block: demo.TrustBadges) -> dict[str, Any]:
        """Reasons to trust."""
        return {"badges": [{"icon": badge.icon, "title": badge.title, "text": badge.text} for badge in block.badges]}
