"""Swappable policies by dotted path; each has its Protocol in the context that calls it."""
