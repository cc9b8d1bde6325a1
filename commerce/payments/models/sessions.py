"""Payments of orders: the talk with a gateway, and what it was asked for."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel
from commerce.core.money import Money
from commerce.integrations.enums import Decline
from commerce.integrations.shapes import SessionFacts
from commerce.payments.enums import InstructionKind, InstructionState, SessionState
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class PaymentSessionManager(ScopedManager):
    """Back offices see the payments of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class PaymentSession(TimestampedModel):
    """One attempt to have an order, or what is to become one, paid by one gateway.

    Who acts before the order pays for a completion, whose id is kept; the order joins when placed.

    `authorised`, `captured`, `refunded`, `disputed` (withheld now) and `lost` are the sums of its
    ledger, kept in the transaction that writes an entry, so that the database itself refuses what
    does not add up.
    """

    public_id = PublicIdField(prefix="pay")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    order_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    completion_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    order_number = models.CharField(max_length=128)
    gateway = models.CharField(max_length=64)
    configuration = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=255, blank=True)
    payer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    customer = models.CharField(max_length=255, blank=True)
    instrument = models.CharField(max_length=255, blank=True)
    saves_method = models.BooleanField(default=False)
    is_captured_at_once = models.BooleanField(default=False)
    email = models.EmailField(max_length=254, blank=True)
    method = models.CharField(max_length=64, blank=True)
    card = models.CharField(max_length=64, blank=True)
    risk = models.CharField(max_length=64, blank=True)
    decline = models.CharField(max_length=24, choices=Decline.choices, blank=True)
    state = models.CharField(
        max_length=12, choices=SessionState.choices, default=SessionState.PENDING
    )
    currency = models.CharField(max_length=3)
    amount = AmountField()
    authorised = AmountField(default=Decimal(0))
    captured = AmountField(default=Decimal(0))
    refunded = AmountField(default=Decimal(0))
    disputed = AmountField(default=Decimal(0))
    lost = AmountField(default=Decimal(0))
    locale = models.CharField(max_length=16)
    return_url = models.TextField(blank=True)
    next_step = models.JSONField(null=True, blank=True)

    objects = PaymentSessionManager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["pk"]
        permissions = [
            ("refund_payment", _("Can give money back")),
        ]
        constraints = [
            models.CheckConstraint(
                name="payment_session_adds_up",
                condition=Q(
                    amount__gte=0,
                    refunded__gte=0,
                    disputed__gte=0,
                    lost__gte=0,
                    captured__gte=F("refunded"),
                    authorised__gte=F("captured"),
                ),
            ),
            models.CheckConstraint(
                name="payment_session_state_is_known", condition=Q(state__in=SessionState.values)
            ),
            models.CheckConstraint(
                name="payment_session_pays_for_something",
                condition=Q(order_id__isnull=False) | Q(completion_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["gateway", "reference"],
                condition=~Q(reference=""),
                name="one_payment_session_per_reference",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "card"], condition=~Q(card=""), name="payment_sessions_of_a_card"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.amount} {self.currency}"

    @property
    def is_open(self) -> bool:
        """Whether more money may come in."""
        return self.state not in (SessionState.FAILED, SessionState.CANCELLED)

    def money(self, name: str) -> Money:
        """One of the amounts with its currency."""
        return Money(getattr(self, name), self.currency)

    def facts(self) -> SessionFacts:
        """What the gateway is told."""
        return SessionFacts(
            session=self.public_id,
            order_number=self.order_number,
            channel_id=self.channel_id,
            amount=self.money("amount"),
            locale=self.locale,
            return_url=self.return_url,
            reference=self.reference,
            email=self.email,
            customer=self.customer,
            instrument=self.instrument,
            saves_method=self.saves_method,
            is_captured_at_once=self.is_captured_at_once,
            is_wanted=self.is_open,
        )


class Instruction(models.Model):
    """What a gateway outside is asked to do, written down before it is asked.

    Its public id is the key that makes asking twice harmless. `claimed_until` keeps a second process
    from asking at the same time. One that was refused waits for staff until it is closed: asked for
    anew, given back otherwise, or noted.
    """

    public_id = PublicIdField(prefix="payi")
    session = models.ForeignKey(PaymentSession, models.PROTECT, related_name="instructions")
    kind = models.CharField(max_length=10, choices=InstructionKind.choices)
    amount = AmountField()
    state = models.CharField(
        max_length=10, choices=InstructionState.choices, default=InstructionState.OPEN
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="payment_instruction_not_negative", condition=Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="payment_instruction_is_known",
                condition=Q(kind__in=InstructionKind.values, state__in=InstructionState.values),
            ),
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(
                    kind__in=[InstructionKind.START, InstructionKind.CANCEL],
                    state=InstructionState.OPEN,
                ),
                name="one_open_start_and_cancel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} ({self.state})"
