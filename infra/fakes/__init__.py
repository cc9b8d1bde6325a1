"""Local servers that speak the protocols of the providers, for tests and for trying things by hand.

Each is one small ASGI application, or a mail server, that keeps what it was sent. How it behaves is
said by a word in the key it is called with: see `infra.fakes.service`.
"""
