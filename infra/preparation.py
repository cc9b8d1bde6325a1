"""python -m infra.preparation: what of the shop is prepared, asked of its engines and not of notes.

Prints one line of JSON for the launcher. A database that cannot be reached ends it with one sentence
and exit code 3; one that does not exist yet is simply not prepared.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

UNREACHABLE: Final = 3


def describe_preparation() -> dict[str, bool]:
    """What is ready: tables, demo shop, search index; the later ones need those before."""
    state: dict[str, bool] = {}
    for name, is_ready in QUESTIONS.items():
        state[name] = all(state.values()) and is_ready()
    return state


def has_schema() -> bool:
    """Whether the database exists and has all of today's migrations."""
    if not _database_exists():
        return False
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def has_demo() -> bool:
    """Whether the demo shop was set up in this database, and its files are where pages look."""
    from infra.demo.management.commands.seed_demo import ACCOUNTS
    from infra.demo.marks import is_finished

    return is_finished() and ACCOUNTS.exists() and _has_first_picture()


def has_search_index() -> bool:
    """Whether the engine holds an index of every channel and language, with what the shop shows."""
    from search.errors import EngineUnavailableError, IndexMissingError
    from search.indexing.sources import Source, list_sources
    from search.selectors.lexicons import list_lexicons
    from search.services.comparing import compare

    def is_ready(source: Source) -> bool:
        index = source.index
        words = list_lexicons(channel=source.channel, locale=index.locale, kind=index.kind)
        return words.exclude(counted_at=None).exists() and compare(source=source).is_empty

    try:
        return all(is_ready(source) for source in list_sources())
    except (EngineUnavailableError, IndexMissingError):
        return False


def has_assistant() -> bool:
    """Whether the assistant has learned what it is asked; otherwise the first message would wait."""
    from chatbot.understanding.classifier import has_learned

    return has_learned()


QUESTIONS: Final[Mapping[str, Callable[[], bool]]] = {
    "schema": has_schema,
    "demo": has_demo,
    "search": has_search_index,
    "assistant": has_assistant,
}


def _has_first_picture() -> bool:
    """Whether the media of this database are here: they may lie with another shop's files."""
    from commerce.oscar.catalogue.models import ProductImage

    image = ProductImage.objects.order_by("pk").first()
    return image is None or default_storage.exists(image.original.name)


def _database_exists() -> bool:
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return Path(database["NAME"]).exists()
    from infra.schema.templates import database_exists

    try:
        connection.ensure_connection()
    except OperationalError:
        if database_exists(database, database["NAME"]):
            raise
        return False
    return True


def main() -> int:
    """Print the state; a database that does not answer is told in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    django.setup()
    import psycopg

    try:
        print(json.dumps(describe_preparation()))  # noqa: T201
    except (DatabaseError, psycopg.Error) as error:
        server = settings.DATABASES["default"]
        print(  # noqa: T201
            f"error: the database {server['NAME']} at {server['HOST']}:{server['PORT']} cannot be"
            f" used: {str(error).splitlines()[0]}",
            file=sys.stderr,
        )
        return UNREACHABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
