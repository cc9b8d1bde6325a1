"""Celery: Redis when there is one, else folders of messages under var/broker."""

from .engines import REDIS_URL
from .environment import VAR_DIR, env

# The queue of tasks.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL or "files://localhost")

if CELERY_BROKER_URL.startswith("files:"):
    _broker = VAR_DIR / "broker"
    for _folder in ("queue", "processed", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        # One folder for both directions: the producer's "out" is the worker's "in".
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "processed"),
        "control_folder": str(_broker / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        # A request that cannot reach the broker gives up at once; the schedule catches up.
        "max_retries": 0,
        "interval_start": 0,
        "socket_connect_timeout": 1,
        "socket_timeout": 1.5,
    }

CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# Due deliveries are no part of it: each worker looks for them (infra.worker).
CELERY_BEAT_SCHEDULE = {
    "beat": {
        "task": "commerce.core.tasks.beat",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "publish-scheduled-content": {
        "task": "cms.tasks.publish_scheduled",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "publish-planned-rankings": {
        "task": "search.tasks.publish_planned",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "forget-form-submissions": {
        "task": "cms.tasks.forget_submissions",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "end-abandoned-answers": {
        "task": "chatbot.tasks.end_abandoned",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "complete-idle-conversations": {
        "task": "chatbot.tasks.complete_idle",
        "schedule": 1800.0,
        "options": {"expires": 1800},
    },
    "follow-parcels": {
        "task": "commerce.carriers.tasks.follow_parcels",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "remind-of-left-carts": {
        "task": "commerce.cart.tasks.remind_of_left_carts",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "tidy": {
        "task": "infra.tasks.tidy",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "purge-sign-in-attempts": {
        "task": "commerce.accounts.tasks.purge_attempts",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "send-messages": {
        # New ones are sent at once; this is for those that nobody took, or a worker left.
        "task": "commerce.notifications.tasks.send_due",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "send-digests": {
        "task": "commerce.notifications.tasks.send_digests",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "forget-notices": {
        "task": "commerce.notifications.tasks.forget_notices",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "forget-messages": {
        "task": "commerce.notifications.tasks.forget_contents",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "announce": {
        "task": "commerce.notifications.tasks.announce",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "sweep-payments": {
        # Of checkouts: what is paid becomes its order, and what is over is let go.
        "task": "commerce.ordering.tasks.sweep_payments",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "end-payment-links": {
        # Of orders that staff have prepared: what nobody has paid in time is for sale again.
        "task": "commerce.ordering.tasks.end_payment_links",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "close-the-day-of-purses": {
        "task": "commerce.tenders.tasks.close_the_day",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "check-ledger": {
        "task": "commerce.ordering.tasks.check_ledger",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "go-on-with-documents": {
        # Of many orders: what a killed worker has left.
        "task": "commerce.documents.tasks.go_on_with_batches",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "go-on-with-batches-of-orders": {
        "task": "commerce.ordering.tasks.go_on_with_batches",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "tell-tax-services": {
        "task": "commerce.documents.tasks.tell_tax_services",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "reconcile-payments": {
        "task": "commerce.payments.tasks.reconcile_payments",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "flush-storefront-tags": {
        # Safety net only: for a storefront that did not answer when it was told.
        "task": "commerce.storefront.tasks.flush_tags",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "try-failing-providers": {
        "task": "commerce.integrations.tasks.try_failing",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "refresh-catalogue": {
        "task": "commerce.catalogue.tasks.refresh_catalogue",
        "schedule": 900.0,
        "options": {"expires": 900},
    },
    "tend-search-indexes": {
        # Missing indexes, rebuilds that were killed, words of what changed.
        "task": "search.tasks.tend_indexes",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "retire-search-records": {
        "task": "search.tasks.retire_records",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "learn-synonyms": {
        "task": "search.tasks.learn_synonyms",
        "schedule": 86_400.0,
        "options": {"expires": 3600},
    },
    "tell-arrivals": {
        "task": "search.tasks.tell_arrivals",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
