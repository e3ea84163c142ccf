"""What price comparisons and readers fetch: the shop's products for Google and Meta, its articles as RSS."""
