"""The specification of a product in the admin: one input for each attribute of its type.

`fields` makes the input of an attribute's kind, `rows` puts what is typed into rows and back, `form` holds them together,
`panel` draws them. Knows nothing of variants, prices or the shop.
"""
