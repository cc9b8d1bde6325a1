"""Texts as vectors, of which those that mean alike point the same way."""
