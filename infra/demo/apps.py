"""The demo shop as a Django app: one command, and one row that says whether it was run."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "infra.demo"
    label = "demo"
    verbose_name = "Demo shop"
