"""Who waits for what: back-in-stock alerts for staff.

`counts` is the report by variant, which names nobody. `people` lists addresses, for those alone who may see them.
"""
