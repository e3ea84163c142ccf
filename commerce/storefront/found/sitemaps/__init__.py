"""Sitemaps as https://www.sitemaps.org/protocol.html has them, with languages and pictures: an index and chunks of 10,000."""
