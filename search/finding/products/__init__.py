"""Products that were asked for."""
