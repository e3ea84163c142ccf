"""Wish lists: what a shopper keeps for later, under names of their own, for themselves or to share by link.

Owns the lists and what stands in them, for guests and for people who are logged in, and how the two become one. Knows carts,
into which things move; not what a card or a page looks like.
"""
