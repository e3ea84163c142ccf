"""Price lists, who gets which price, and ALL money arithmetic (docs/pricing.md).

`arithmetic` is pure: frozen values in, frozen values out, no Django. Knows products, never carts or orders.
"""
