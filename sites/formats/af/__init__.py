"""Afrikaans as it is written in South Africa."""
