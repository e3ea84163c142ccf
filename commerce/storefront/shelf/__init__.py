"""Making the shelf and reading from it."""
