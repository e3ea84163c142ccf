"""Orders: frozen lines, prices, tax and addresses, three independent axes of state, a history that only grows.

The life of an order, with numbers: docs/orders.md.
"""
