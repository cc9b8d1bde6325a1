"""Starts the shop from a fresh clone. Standard library only: nothing is installed yet when this runs."""
