"""Variants of a product: made from options, then edited with their prices and stock in one grid.

`combinations` says which there are to make, `generate` makes them, `rows` is one line of the grid, `saving` saves all of it
or nothing, `grid` is the screen. Knows nothing of single products' words or specifications.
"""
