"""The search's rooms in Wagtail."""
