"""Verbs for many products at once: what forms do to one, in a fixed number of queries however many there are."""
