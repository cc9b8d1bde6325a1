"""Django as WSGI: behind infra.front, or behind any server that takes bodies in before it calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
application = get_wsgi_application()
