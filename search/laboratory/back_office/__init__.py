"""Pages of the laboratory in Wagtail."""
