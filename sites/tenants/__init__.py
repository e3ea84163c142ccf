"""Stores and the walls between them.

Owns `Store` and `Domain`, the guarded database backend, the one door between stores (`in_store`), and every fix for
state that would otherwise leak from one store into another. Knows nothing of pages, products or orders.
"""
