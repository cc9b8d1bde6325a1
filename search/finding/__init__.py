"""The search itself: from what was asked to what is shown."""
