"""Money, rounding, resolution and totals, without Django. Rules and worked numbers: docs/pricing.md."""
