"""Mails to customers: what happened to their order, in their language, in the store's look."""
