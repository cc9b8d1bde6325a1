"""Django's engine for PostgreSQL, made to give up on a server that does not answer."""
