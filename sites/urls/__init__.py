"""Addresses: `store` for every store's host, `platform` for the operators'."""
