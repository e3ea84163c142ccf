"""What the store sells: products, variants, attributes, brands and where they stand in the category tree.

Facts (`Product`, `Variant`) are live; words (`ProductCopy`) are drafted, one row per language. Knows no price, no stock.
"""
