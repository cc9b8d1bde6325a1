"""The shop that is measured, with a way to pay that answers at once."""

from infra.bench.settings import *  # noqa: F403
from infra.bench.settings import INSTALLED_APPS as OF_THE_SHOP

INSTALLED_APPS = [*OF_THE_SHOP, "infra.bench.apps.CounterConfig"]
