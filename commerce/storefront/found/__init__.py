"""How search engines, price comparisons and people find the shop: robots.txt, sitemaps, structured data, feeds, llms.txt, and
where products went that have moved or are no more. See docs/found.md.
"""
