"""Our rooms in Wagtail's back office."""
