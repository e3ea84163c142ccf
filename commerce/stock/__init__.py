"""What lies on the shelves, what is promised to whom, and every movement. Algorithm: docs/locking.md.

Available = on hand - live reservations. Rows are locked once, in primary-key order, with the demand summed per row first.
"""
