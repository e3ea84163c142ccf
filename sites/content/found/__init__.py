"""What helps people and search engines to find pages, also at addresses that are no more: missed addresses, redirects, pictures
made in time. Knows nothing of products.
"""
