"""Carts: rows, found by a signed token in a cookie. Knows what is in them, not what is bought."""
