"""Production: no fallback for anything that protects; a missing or default value stops the start."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .environment import env


def required_secret(name: str) -> str:
    """Return the secret of that name; raise ImproperlyConfigured when it is missing, short or a default."""
    value = env.str(name, default="")
    if len(value) < 32 or "development" in value or "testing" in value:
        message = f"{name} must be set to a secret of at least 32 characters."
        raise ImproperlyConfigured(message)
    return value


SECRET_KEY = required_secret("SECRET_KEY")
CHANNEL_HEADER_KEY = required_secret("API_CHANNEL_KEY")
STOREFRONT_REVALIDATE_SECRET = required_secret("REVALIDATE_SECRET")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS")
DEBUG = False
SERVE_MEDIA = False

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "infra.media.LastingStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
