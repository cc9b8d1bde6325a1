#!/usr/bin/env python
"""Django's command line; DJANGO_SETTINGS_MODULE chooses the environment, else the shop that runs does."""

import os
import sys

from django.core.management import execute_from_command_line

from infra.launch.running import take_over_settings

if __name__ == "__main__":
    take_over_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    execute_from_command_line(sys.argv)
