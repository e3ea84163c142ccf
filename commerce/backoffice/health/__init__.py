"""What is wrong with the catalogue, counted, and the way to it."""
