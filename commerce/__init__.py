"""The shop: one small app an aggregate, each importing only the floors below it (docs/architecture.md)."""
