"""Letters: printed on a laptop, sent by the server of EMAIL_URL."""

from .environment import env

# The mail server: `smtp+tls://user:password@mail.example.com:587`, `smtp+ssl://…` for port 465.
_server = env.email_url("EMAIL_URL", default="consolemail://")
# The way of sending, if not that of the mail server.
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default=_server["EMAIL_BACKEND"])
EMAIL_HOST = _server.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _server.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _server.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _server.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _server.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _server.get("EMAIL_USE_SSL", False)
# Seconds that a mail server without an answer may hold a worker.
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=10)
# The sender of letters of a channel that has no address of its own.
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="shop@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
