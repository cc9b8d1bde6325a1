"""The room "Messages" of Wagtail's back office."""
