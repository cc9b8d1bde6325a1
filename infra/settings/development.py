"""A laptop: embedded engines, throw-away secrets, everything on loopback."""

from .base import *  # noqa: F403
from .environment import env

SECRET_KEY = env.str("SECRET_KEY", default="development-only-secret-key-that-production-refuses")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=["http://localhost:8000", "http://127.0.0.1:8000"]
)
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
