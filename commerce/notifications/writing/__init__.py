"""From a template and values to what a person reads."""
