"""The one body that every page and product text has, composed once.

A block's template is `shop/blocks/<name>.html`, in the store's theme. Blocks are frozen into migrations by their fields:
change them rarely, and look at the size of the migration.
"""

from sites.content.blocks.body import BodyBlock, body_field

__all__ = ["BodyBlock", "body_field"]
