"""Django as WSGI: behind infra.front, or behind any server that takes bodies in before it calls."""

import os

from django.core.wsgi import get_wsgi_application

from infra.checks import log_development_values, log_missing_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
# Somebody waits for the answer.
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "4")
application = get_wsgi_application()
log_development_values()
log_missing_keys()
