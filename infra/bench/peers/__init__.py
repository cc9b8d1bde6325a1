"""Heron beside another shop: same machine, database server, catalogue and web server, in turns."""
