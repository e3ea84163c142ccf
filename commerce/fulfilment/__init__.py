"""Shipments: what left, when, with whom."""
