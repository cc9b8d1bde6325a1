from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryStatus(TextChoices):
    """Where the delivery of one event to one consumer stands."""

    PENDING = "pending", _("Pending")
    DONE = "done", _("Done")
    DEAD = "dead", _("Dead letter")
    DISCARDED = "discarded", _("Discarded")


# Events behind a delivery in one of these states wait, if they belong to the same aggregate.
UNSETTLED = (DeliveryStatus.PENDING, DeliveryStatus.DEAD)


class Process(TextChoices):
    """What works behind the web servers and gives signs of life."""

    WORKER = "worker", _("Worker")
    CLOCK = "clock", _("Clock")
