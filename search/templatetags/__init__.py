"""How the back office writes figures."""
