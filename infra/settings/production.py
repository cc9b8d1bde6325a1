"""Production: no fallback for anything that protects; a missing or guessable value stops the start.

What is merely still a value of development is warned of: `manage.py check --deploy`, and each start.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .environment import env
from .secret_strength import weakness_of

SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
_secrets = {
    "SECRET_KEY": SECRET_KEY,
    "API_CHANNEL_KEY": CHANNEL_HEADER_KEY,  # noqa: F405
    "REVALIDATE_SECRET": STOREFRONT_REVALIDATE_SECRET,  # noqa: F405
}
_problems = [
    f"{name} must be set to a random secret: {weakness}."
    for name, value in _secrets.items()
    if (weakness := weakness_of(value))
]
if not INTEGRATION_KEYS:  # noqa: F405
    _problems.append("INTEGRATION_KEYS must have a key, such as 2026:… with a random secret.")
for _line in INTEGRATION_KEYS:  # noqa: F405
    _name, _colon, _key = _line.strip().partition(":")
    if weakness := weakness_of(_key):
        _problems.append(f"INTEGRATION_KEYS has {_name}, whose secret must be random: {weakness}.")
    _secrets[f"INTEGRATION_KEYS ({_name})"] = _key
if len(set(_secrets.values())) < len(_secrets):
    _problems.append(f"{', '.join(_secrets)} must be different from each other.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _problems.append("ALLOWED_HOSTS must name the hosts of this shop; * lets everybody name one.")
if _problems:
    raise ImproperlyConfigured("\n".join(_problems))

CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS")
DEBUG = False
SERVE_MEDIA = False

# Whether everything but the probes is redirected to https.
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Probes ask inside of the cluster, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^api/v1/health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "infra.media.LastingStorage"},
    "documents": {"BACKEND": "infra.media.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
