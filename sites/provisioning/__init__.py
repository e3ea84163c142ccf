"""Making stores, looking after their schemas, and taking them apart: one service behind command and console.

Steps and what a failure leaves behind: docs/provisioning.md.
"""
