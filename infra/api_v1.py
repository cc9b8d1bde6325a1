"""Version one of the API: mounts what each context brings, decides nothing.

Each context's `api/v1/urls.py` names its own paths; add one line here for a new context.
"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
