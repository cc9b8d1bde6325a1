"""python -m infra.schema.migrate_new: run what a new database of the settings lacks of migrations."""

import django
from django.core.management import call_command

from infra.schema.lean import lean_rendering

if __name__ == "__main__":
    django.setup()
    with lean_rendering():
        call_command("migrate", interactive=False, verbosity=1)
