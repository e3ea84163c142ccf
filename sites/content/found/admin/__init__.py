"""Screens for editors: addresses that were not found, and the import of redirects."""
