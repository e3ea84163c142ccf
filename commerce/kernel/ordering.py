"""What sorts where."""

# Sorts after every text that begins with what stands before it.
LAST = "\U0010ffff"
