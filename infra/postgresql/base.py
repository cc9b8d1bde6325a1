"""What `DATABASES["default"]["ENGINE"] = "infra.postgresql"` stands for."""

from django.db.backends.postgresql import base

from infra.postgresql import driver


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django has it, through the bounded driver."""

    Database = driver
