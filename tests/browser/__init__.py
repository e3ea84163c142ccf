"""Real pages in a real browser: the demo stores, served by the production server."""
