"""Tax classes and their rates by country and date. Knows no price."""
