"""Files of banks, as lines."""
