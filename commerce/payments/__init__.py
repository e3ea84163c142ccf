"""What was paid: an append-only ledger, and the providers that money comes through.

A provider is a folder below `providers/`, named in settings; deleting both removes it.
"""
