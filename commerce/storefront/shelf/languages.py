"""PostgreSQL's text search configurations by language: those of pages (`sites.content.stemming`)."""

from sites.content.stemming import configuration

__all__ = ["configuration"]
