"""Orders that staff prepare for somebody who then pays them by a link, or later."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.ordering.enums import DraftState
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class DraftOrderManager(ScopedManager):
    """Back offices see the drafts of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class DraftOrder(models.Model):
    """A cart of its own that staff fill, and the order that it has become.

    Sent, its order is placed and owes its total until `link_until`. `prices` tells each agreed price
    as edits tell theirs, once it is placed.
    """

    public_id = PublicIdField(prefix="dro")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    basket = models.OneToOneField("basket.Basket", models.CASCADE, related_name="+")
    locale = models.CharField(_("Language"), max_length=12)
    note = models.CharField(_("Note for staff"), max_length=1000, blank=True)
    state = models.CharField(
        _("State"), max_length=9, choices=DraftState.choices, default=DraftState.OPEN
    )
    order = models.OneToOneField(
        "order.Order", models.CASCADE, related_name="+", null=True, blank=True
    )
    prices: models.JSONField[Any, Any] = models.JSONField(_("Agreed prices"), default=list)
    link_until = models.DateTimeField(_("Link is valid until"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("Made"), default=timezone.now)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField(_("Placed"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)

    objects = DraftOrderManager()

    class Meta:
        verbose_name = _("draft order")
        verbose_name_plural = _("draft orders")
        ordering = ["-pk"]
        permissions = [("set_draft_price", _("Can agree on prices in draft orders"))]
        constraints = [
            models.CheckConstraint(
                name="draft_state_is_known", condition=Q(state__in=DraftState.values)
            ),
            models.CheckConstraint(
                name="draft_is_open_until_it_is_placed",
                condition=Q(state=DraftState.OPEN, order=None)
                | (~Q(state=DraftState.OPEN) & Q(order__isnull=False)),
            ),
            models.CheckConstraint(
                name="sent_draft_has_an_end",
                condition=~Q(state=DraftState.SENT) | Q(link_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        return bool(self.state == DraftState.OPEN)
