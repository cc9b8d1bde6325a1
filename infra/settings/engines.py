"""Database, cache and media: embedded by default, real engines by one variable each."""

from pathlib import Path

from .environment import BASE_DIR, VAR_DIR, env

DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'heron.sqlite3'}")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
_is_postgresql = _database["ENGINE"] == "django.db.backends.postgresql"

if _is_postgresql:
    _database["ENGINE"] = "infra.postgresql"
    # Seconds for one statement; 0 has no limit. Web servers have one (infra.wsgi), commands and
    # workers may take their time.
    _statement_seconds = env.float("DATABASE_STATEMENT_SECONDS", default=0)
    _database["OPTIONS"] = {
        "connect_timeout": 2,
        "options": f"-c statement_timeout={_statement_seconds * 1000:.0f}",
        "statement_seconds": _statement_seconds,
        **_database.get("OPTIONS", {}),
    }
    _database["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_MAX_AGE", default=600)
    # A connection that a restart of the database broke costs one answer (503, try again at once);
    # asking before each request whether it still works would cost all of them a round trip.
    _database["CONN_HEALTH_CHECKS"] = env.bool("DATABASE_HEALTH_CHECKS", default=False)
else:
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        # Writers queue up instead of failing half way through with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": (
        {
            "BACKEND": "infra.cache.OwnMemoryFallback",
            "LOCATION": REDIS_URL,
            # A cache that is slow is of no use; whoever asks goes on without.
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        }
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    )
}

# Where this server is reached from outside: the base of every absolute address it gives out.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000")
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
LOCALE_PATHS = [BASE_DIR / "infra" / "locale"]

# Without an address the embedded engine answers; its index lies beside the database.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
SEARCH_INDEX_PREFIX = env.str("SEARCH_INDEX_PREFIX", default="heron")
SEARCH_EMBEDDED_ROOT = Path(env.str("SEARCH_EMBEDDED_ROOT", default=str(VAR_DIR / "search")))
# Seconds a shopper waits for the engine before the database answers instead.
SEARCH_BUDGET = env.float("SEARCH_BUDGET", default=0.8)

# An OpenAI-compatible service ("https://api.example.com/v1") that searches by meaning; off without an
# address. A private host has to be among OUTGOING_PRIVATE_HOSTS, too.
SEARCH_EMBEDDINGS_URL = env.str("SEARCH_EMBEDDINGS_URL", default="")
SEARCH_EMBEDDINGS_KEY = env.str("SEARCH_EMBEDDINGS_KEY", default="")
SEARCH_EMBEDDINGS_MODEL = env.str("SEARCH_EMBEDDINGS_MODEL", default="text-embedding-3-small")
# Seconds a shopper waits for what a text means before its words alone are looked for.
SEARCH_EMBEDDINGS_BUDGET = env.float("SEARCH_EMBEDDINGS_BUDGET", default=0.3)
# Texts in one request of the index, and seconds that it may take. A service that needs longer gets
# fewer at once from then on.
SEARCH_EMBEDDINGS_BATCH = env.int("SEARCH_EMBEDDINGS_BATCH", default=64)
SEARCH_EMBEDDINGS_SECONDS = env.float("SEARCH_EMBEDDINGS_SECONDS", default=60.0)
# For models that tell questions from products: a prefix ("query: " and "passage: " of E5), or the
# `input_type` that some services take. Another form of products makes other vectors: rebuild.
SEARCH_EMBEDDINGS_QUERY_PREFIX = env.str("SEARCH_EMBEDDINGS_QUERY_PREFIX", default="")
SEARCH_EMBEDDINGS_QUERY_INPUT_TYPE = env.str("SEARCH_EMBEDDINGS_QUERY_INPUT_TYPE", default="")
SEARCH_EMBEDDINGS_PASSAGE_PREFIX = env.str("SEARCH_EMBEDDINGS_PASSAGE_PREFIX", default="")
SEARCH_EMBEDDINGS_PASSAGE_INPUT_TYPE = env.str("SEARCH_EMBEDDINGS_PASSAGE_INPUT_TYPE", default="")
# How near, from 0 to 1, a product without the words has to be: (1 + cosine) / 2. Models differ.
SEARCH_EMBEDDINGS_NEAR = env.float("SEARCH_EMBEDDINGS_NEAR", default=0.7)
