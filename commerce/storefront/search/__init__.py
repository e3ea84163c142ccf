"""Shoppers' search: words to products, categories, brands and articles. See docs/search.md.

Owns what is read (entries, codes, known words), how words are understood (synonyms, spelling), what editors tune and the count
of searches. Facets, sorting and cards belong to the listing, which gets product ids in order.
"""
