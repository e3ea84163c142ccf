"""The storefront themes: every template and static file a shopper sees, one folder per brand."""
