"""Bringing a shop in from another system: read it, show what will happen, save it."""
