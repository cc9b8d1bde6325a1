"""How good an order of products is, measured against grades given beforehand.

A grade says how well a product answers a query: 3 exactly, 2 well, 1 related, 0 not. What nobody
judged counts as 0.
"""
