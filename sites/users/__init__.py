"""People: editors and shoppers of a store in its schema, operators in `public`. The same model, never the same row."""
