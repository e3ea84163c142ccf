"""Facets: counts, ranges and pages of a listing from bitsets held in the process. The arithmetic is in docs/facets.md.

Owns: the index of a store's shelf in one language, what a shopper has chosen, and the views of facets and chips.
Must not know: pages, templates, how a card looks. `bits`, `ranges` and `index` are pure.
"""
