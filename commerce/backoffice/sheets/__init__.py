"""Tables in and out: products, variants, prices, stock and texts as CSV and XLSX.

Knows files, columns and differences. What a change means is said by the verbs that it calls, never here.
"""
