"""Turns what people write into tokens, and what shoppers type into something an engine can match.

`analysis` makes tokens, the same for documents and questions; `lexicon` knows the words of an index;
`planning` decides what to look for; `understanding` finds the filters in a text.
"""
