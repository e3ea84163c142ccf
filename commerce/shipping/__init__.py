"""Ways to deliver and what they cost. For now one flat method a store."""
