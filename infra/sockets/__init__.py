"""The process that holds the sockets of the live channel: `python -m infra.sockets --port 8001`."""
