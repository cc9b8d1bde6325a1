"""Database, cache and media: embedded by default, real engines by one variable each."""

from pathlib import Path

from .environment import BASE_DIR, VAR_DIR, env

# The database, for example `postgres://user:password@host:5432/heron`.
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'heron.sqlite3'}")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
_is_postgresql = _database["ENGINE"] == "django.db.backends.postgresql"

if _is_postgresql:
    _database["ENGINE"] = "infra.postgresql"
    # Seconds for one statement of PostgreSQL; 0 has no limit. Web servers have 4 (`infra.wsgi`),
    # commands and workers may take their time.
    _statement_seconds = env.float("DATABASE_STATEMENT_SECONDS", default=0)
    # Whether PostgreSQL keeps the plans of the statements of carts and orders. Off behind a pooler
    # that gives each transaction another connection, unless it knows prepared statements.
    _keeps_plans = env.bool("DATABASE_KEEPS_PLANS", default=True)
    # A shop's statements are short: PostgreSQL compiled that of a list of articles for 2 s each
    # time, to run it for some milliseconds.
    _without_compiler = "-c jit=off"
    _database["OPTIONS"] = {
        "connect_timeout": 2,
        "options": f"-c statement_timeout={_statement_seconds * 1000:.0f} {_without_compiler}",
        "statement_seconds": _statement_seconds,
        "prepare_threshold": 5 if _keeps_plans else None,
        **_database.get("OPTIONS", {}),
    }
    # Seconds for which a connection to PostgreSQL is kept.
    _database["CONN_MAX_AGE"] = env.int("DATABASE_CONNECTION_MAX_AGE", default=600)
    # Whether each request asks first if its connection works. That costs all of them a round trip;
    # without, a restart of the database costs one answer (503, try again at once).
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

# Redis for queue, cache and limits, for example `redis://host:6379/0`; folders without it.
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
    ),
    # Painted pictures of shared pages, some 60 kB each: of this machine, and not in the way of the rest.
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / "pictures",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Where this server is reached from outside: the base of every absolute address it gives out.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000")
# The folder of uploaded files.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Where visitors find uploaded files.
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
# The folder of invoices and other documents of orders: private, and worth a backup.
DOCUMENTS_ROOT = env.path("DOCUMENTS_ROOT", default=str(VAR_DIR / "documents"))
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
LOCALE_PATHS = [BASE_DIR / "infra" / "locale"]

# The search engine, for example `http://host:9200`; without it the embedded engine answers.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# The beginning of the names of indexes in Elasticsearch.
SEARCH_INDEX_PREFIX = env.str("SEARCH_INDEX_PREFIX", default="heron")
# Channels with fewer documents share an index of Elasticsearch: each index is work for a cluster.
SEARCH_SHARED_BELOW = env.int("SEARCH_SHARED_BELOW", default=1_000)
# The folder of the embedded engine's index.
SEARCH_EMBEDDED_ROOT = Path(env.str("SEARCH_EMBEDDED_ROOT", default=str(VAR_DIR / "search")))
# Seconds a shopper waits for the engine before the database answers instead.
SEARCH_BUDGET = env.float("SEARCH_BUDGET", default=0.8)

# The folder of what the assistant learned from its sentences; it is learned again where it is missing.
CHATBOT_ROOT = Path(env.str("CHATBOT_ROOT", default=str(VAR_DIR / "chatbot")))
# Hours without a message after which a conversation with the assistant counts as completed.
CHATBOT_IDLE_HOURS = env.float("CHATBOT_IDLE_HOURS", default=24)
# Requests that wait for a model's whole answer, and get no stream of it, in one process; more are refused.
CHATBOT_WAITING_ANSWERS = env.int("CHATBOT_WAITING_ANSWERS", default=4)
# Seconds after which such a request is answered with the shop's own texts.
CHATBOT_WAITING_SECONDS = env.float("CHATBOT_WAITING_SECONDS", default=20)

# An OpenAI-compatible service (`https://api.example.com/v1`) for searching by meaning, in channels
# that have none under Integrations; off without an address. A private host has to be among
# `OUTGOING_PRIVATE_HOSTS`, too.
SEARCH_EMBEDDINGS_URL = env.str("SEARCH_EMBEDDINGS_URL", default="")
# The key that this service asks for.
SEARCH_EMBEDDINGS_KEY = env.str("SEARCH_EMBEDDINGS_KEY", default="")
# The model that makes vectors of texts.
SEARCH_EMBEDDINGS_MODEL = env.str("SEARCH_EMBEDDINGS_MODEL", default="text-embedding-3-small")
# Seconds a shopper waits for what a text means before its words alone are looked for.
SEARCH_EMBEDDINGS_BUDGET = env.float("SEARCH_EMBEDDINGS_BUDGET", default=0.3)
# Texts in one request of the index. A service that needs too long gets fewer at once from then on.
SEARCH_EMBEDDINGS_BATCH = env.int("SEARCH_EMBEDDINGS_BATCH", default=64)
# Seconds that one request of the index may take.
SEARCH_EMBEDDINGS_SECONDS = env.float("SEARCH_EMBEDDINGS_SECONDS", default=60.0)
# What stands before a question, for models that tell questions from products (`query: ` of E5).
SEARCH_EMBEDDINGS_QUERY_PREFIX = env.str("SEARCH_EMBEDDINGS_QUERY_PREFIX", default="")
# The same as the `input_type` that some services take.
SEARCH_EMBEDDINGS_QUERY_INPUT_TYPE = env.str("SEARCH_EMBEDDINGS_QUERY_INPUT_TYPE", default="")
# What stands before a product (`passage: ` of E5); other vectors need `search rebuild`.
SEARCH_EMBEDDINGS_PASSAGE_PREFIX = env.str("SEARCH_EMBEDDINGS_PASSAGE_PREFIX", default="")
# The same as `input_type`; other vectors need `search rebuild`.
SEARCH_EMBEDDINGS_PASSAGE_INPUT_TYPE = env.str("SEARCH_EMBEDDINGS_PASSAGE_INPUT_TYPE", default="")
# How near, from 0 to 1, a product without the words has to be: (1 + cosine) / 2. Models differ.
SEARCH_EMBEDDINGS_NEAR = env.float("SEARCH_EMBEDDINGS_NEAR", default=0.7)
# What meaning weighs beside the words: 1 is as much, 0 lets it only fill up what the words find.
SEARCH_EMBEDDINGS_WEIGHT = env.float("SEARCH_EMBEDDINGS_WEIGHT", default=1.0)
