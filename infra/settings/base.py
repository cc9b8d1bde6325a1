"""What every environment shares; the subject files hold the details."""

from datetime import timedelta

from .api import *  # noqa: F403
from .apps import INSTALLED_APPS as INSTALLED_APPS
from .celery import *  # noqa: F403
from .engines import *  # noqa: F403
from .environment import BASE_DIR
from .front import *  # noqa: F403
from .live import *  # noqa: F403
from .logs import *  # noqa: F403
from .mail import *  # noqa: F403
from .oscar import *  # noqa: F403
from .wagtail import *  # noqa: F403
from .wiring import *  # noqa: F403

SITE_ID = 1
ROOT_URLCONF = "infra.urls"
WSGI_APPLICATION = "infra.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Seconds for which the link in a letter about a forgotten password works.
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())
LOGIN_URL = "dashboard:login"
LOGIN_REDIRECT_URL = "dashboard:index"

MIDDLEWARE = [
    "commerce.core.api.compression.PackingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "infra.slashes.FinalSlashMiddleware",
    "commerce.tenancy.middleware.ChannelMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commerce.accounts.middleware.SignInLimitMiddleware",
    "infra.back_office.BackOfficeMiddleware",
    "cms.back_office.from_the_shop.EditorHintMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.OwnRowsMiddleware",
    "cms.middleware.AtomicEditMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "infra" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Oscar's own knows one amount in one currency.
            "libraries": {"currency_filters": "commerce.ordering.templatetags.amounts"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ],
        },
    }
]

# Oscar's filter of amounts is replaced on purpose, see above.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "infra" / "locale"]
# Before those of Django.
FORMAT_MODULE_PATH = ["infra.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=7).total_seconds())
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

THUMBNAIL_DEBUG = False
THUMBNAIL_BASEDIR = "renditions"
THUMBNAIL_PRESERVE_EXTENSIONS = ("webp",)
STORAGES = {
    "default": {"BACKEND": "infra.media.LastingStorage"},
    "documents": {"BACKEND": "infra.media.PrivateStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
