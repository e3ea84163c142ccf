"""Pages of reviews. All work without JavaScript; htmx gets the same parts alone."""
