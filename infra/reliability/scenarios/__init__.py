"""What is tried; each returns rows of the table."""
