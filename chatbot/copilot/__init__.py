"""Proposing texts to staff: read what is there, have a model write, check it, show the difference.

A subject (a product, a page, a picture) says what can be written about it, reads facts and present
texts, and writes what a person has accepted. Nothing here writes by itself.
"""
