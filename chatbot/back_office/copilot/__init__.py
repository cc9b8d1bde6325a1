"""Proposals of texts, on the same pages in Wagtail and in the dashboard, and what became of them."""
