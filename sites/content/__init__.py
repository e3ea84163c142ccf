"""Words and pictures of a store: page types, the one body of blocks, menus, notices, settings, images and documents.

Knows nothing of products and prices. What a block or page shows from there is supplied from above (`suppliers`).
"""
