"""What changes judgements and measurements."""
