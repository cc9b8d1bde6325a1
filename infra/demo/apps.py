"""The demo shop as a Django app: it brings one command and no tables."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "infra.demo"
    label = "demo"
    verbose_name = "Demo shop"
