"""The shop as it runs for shoppers, with a till to pay at and without limits on how often one buys."""

import warnings

from infra.bench.settings import *  # noqa: F403
from infra.bench.settings import INSTALLED_APPS as OF_THE_SHOP
from infra.bench.settings import LOGGING as TALKATIVE
from infra.settings.environment import env

INSTALLED_APPS = [*OF_THE_SHOP, "infra.reliability"]
OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
PROVIDER_ADDRESSES = {"till": env.str("TILL_ADDRESS", default="http://127.0.0.1:8479")}
# Refusals are what scenarios are about; files of the back offices are not.
QUIET = {"django": {"level": "ERROR"}, "django.db.backends": {"level": "CRITICAL"}}
LOGGING = {**TALKATIVE, "loggers": {**TALKATIVE["loggers"], **QUIET}}
warnings.filterwarnings("ignore", message="No directory at")
