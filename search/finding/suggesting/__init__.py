"""What is offered while a text is typed."""
