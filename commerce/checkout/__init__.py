"""From cart to order: price it, refuse what changed, reserve, freeze (docs/orders.md, docs/locking.md)."""
