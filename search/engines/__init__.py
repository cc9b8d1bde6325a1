"""What can answer a question: Elasticsearch, the embedded engine, and the database when both fail."""
