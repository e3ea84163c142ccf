"""The shop in the store's Wagtail admin: orders with their verbs, prices and stock, tax, delivery, imports."""
