"""A laptop: embedded engines, throw-away secrets, everything on loopback."""

from .base import *  # noqa: F403
from .environment import env

# Signs sessions, tokens and links; the other secrets differ from it.
SECRET_KEY = env.str("SECRET_KEY", default="development-only-secret-key-that-production-refuses")
# Shows settings and code to visitors when something fails.
DEBUG = env.bool("DEBUG", default=False)
# Hosts of the API and the back offices, separated by commas.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
# Origins of the back offices, with `https://`.
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=["http://localhost:8000", "http://127.0.0.1:8000"]
)
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
