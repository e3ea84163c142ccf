"""Stores in the operators' console: the same services as the command line, as pages."""
