"""The locked Python packages, and what keeps the npm lock file whole."""
