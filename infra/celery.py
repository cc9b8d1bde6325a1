"""The Celery application: `DJANGO_SETTINGS_MODULE=… celery -A infra worker`.

It never chooses settings itself: every process of this package imports it, tests included.
"""

from celery import Celery

from infra.file_broker import register_scheme

register_scheme()
app = Celery("heron")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
