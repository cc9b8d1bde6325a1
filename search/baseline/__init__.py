"""The search that ours is measured against: what a shop gets that asks an engine for names and texts.

Plain BM25 over name and description, all words alternatives, the better field counts: what
Elasticsearch calls a `multi_match` with every setting left as it is. No stems, no synonyms, no
correction of typing errors, no boosts. The texts are those of the product documents.
"""
