"""Template tags of the catalogue's screens."""
