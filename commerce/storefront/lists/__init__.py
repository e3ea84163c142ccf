"""Pages of what shoppers keep: wish lists, products compared side by side, products seen lately. See docs/lists.md."""
