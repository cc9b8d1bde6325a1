"""`manage.py search evaluate`."""
