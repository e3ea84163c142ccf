"""Ways to deliver and what they cost (for now one flat method a store), and when parcels leave."""
