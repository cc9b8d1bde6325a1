"""Whom the shop calls: one folder each, which registers itself when it is imported."""
