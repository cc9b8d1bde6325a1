"""Pages of the website that were asked for."""
