"""Tests: quick hashing, mail in memory, nothing leaves the process."""

from .base import *  # noqa: F403

SECRET_KEY = "testing-secret-key-of-sufficient-length-for-hs256"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pictures")
}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
CHANNEL_HEADER_KEY = "testing-channel-key"
SERVE_MEDIA = False
# Whoever has a paid service set does not pay for tests.
SEARCH_EMBEDDINGS_URL = ""
# An index of its own is made and dropped quickly; those that are shared have tests of their own.
SEARCH_SHARED_BELOW = 0
