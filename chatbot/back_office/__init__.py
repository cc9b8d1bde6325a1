"""The assistant's rooms in Wagtail."""
