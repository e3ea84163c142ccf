"""What pages are about, in the words of https://schema.org, as JSON-LD. The tag `structured_data` writes it into the head."""
