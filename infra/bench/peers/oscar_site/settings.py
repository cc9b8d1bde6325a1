"""As the documentation of both packages says, in production form; the database is named by PG…."""

import os

from oscar.defaults import *  # noqa: F403 as Oscar's documentation has it

SECRET_KEY = "measured, never reached from outside"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
SITE_ID = 1
USE_TZ = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
ROOT_URLCONF = "infra.bench.peers.oscar_site.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL, MEDIA_URL = "/static/", "/media/"

_SHOP = (
    *("analytics", "checkout", "address", "shipping", "catalogue", "communication", "partner"),
    *("basket", "payment", "offer", "order", "customer", "search", "voucher", "wishlists"),
    "dashboard",
)
_BACK_OFFICE = (
    *("reports", "users", "orders", "catalogue", "offers", "partners", "pages", "ranges"),
    *("reviews", "vouchers", "communications", "shipping"),
)
INSTALLED_APPS = [
    *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions")),
    *(f"django.contrib.{name}" for name in ("messages", "staticfiles", "sites", "flatpages")),
    "oscar.config.Shop",
    *(f"oscar.apps.{name}.apps.{name.title()}Config" for name in _SHOP),
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    *(f"oscar.apps.dashboard.{n}.apps.{n.title()}DashboardConfig" for n in _BACK_OFFICE),
    *("widget_tweaks", "haystack", "treebeard", "sorl.thumbnail", "django_tables2"),
    *("rest_framework", "oscarapi"),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "oscarapi.middleware.ApiBasketMiddleWare",
]
if "COUNT_STATEMENTS" in os.environ:
    MIDDLEWARE.insert(0, "infra.bench.peers.oscar_site.counting.StatementsMiddleware")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PGDATABASE"],
        "CONN_MAX_AGE": 600,
        "ATOMIC_REQUESTS": True,
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
OSCAR_SHOP_NAME = "Peer"
OSCAR_DEFAULT_CURRENCY = "EUR"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_INITIAL_ORDER_STATUS = OSCAR_INITIAL_LINE_STATUS = "Pending"
OSCARAPI_INITIAL_ORDER_STATUS = "Pending"
OSCAR_ORDER_STATUS_PIPELINE = {"Pending": ("Cancelled",), "Cancelled": ()}
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 24,
}
LOGGING = {"version": 1, "disable_existing_loggers": True}
