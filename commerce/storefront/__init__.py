"""What shoppers see: the shelf (one flat table that listings read), the pages of the shop, cart and checkout.

Templates are in `themes/`; what each gets is in docs/themes.md. Views turn requests into calls of services and selectors.
"""
