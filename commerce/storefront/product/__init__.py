"""What a product page is made of: read in a fixed number of queries, however many variants, pictures and relations there are."""
