"""Variants of a product: made from options, then edited with their prices and stock in one grid.

`combinations` says which there are to make, `generate` makes them, `rows` is one line of the grid, `saving` saves all of it
or nothing, `grid` is the screen; `one` is the screen of one variant, with its options and pictures. Knows nothing of single
products' words or specifications.
"""
