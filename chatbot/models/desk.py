"""What people of the shop do about conversations."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField

from .conversations import Conversation, ConversationManager


def validate_zone(name: str) -> None:
    """Raise ValidationError unless it is the name of a time zone."""
    if name not in available_timezones():
        raise ValidationError(_("Enter a time zone such as Europe/Berlin."), code="unknown_zone")


class Care(models.Model):
    """Whether a shopper waits for a person, and who talks in the place of the assistant."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="care")
    waiting_since = models.DateTimeField(_("Waiting since"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("Taken over at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Care for a conversation")
        verbose_name_plural = _("Care for conversations")
        default_permissions = ()
        permissions = [("work_at_desk", _("Can talk with shoppers in their conversations"))]
        indexes = [
            models.Index(
                fields=["waiting_since"],
                name="conversations_that_wait",
                condition=~Q(waiting_since=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.conversation)


class Note(models.Model):
    """What colleagues tell each other about a conversation; no shopper ever reads it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("Note"), max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Note on a conversation")
        verbose_name_plural = _("Notes on conversations")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:40]


class ConversationTag(models.Model):
    """A word that conversations of one kind are found by."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="tags")
    name = models.CharField(_("Tag"), max_length=40)

    class Meta:
        verbose_name = _("Tag of a conversation")
        verbose_name_plural = _("Tags of conversations")
        default_permissions = ()
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "name"], name="one_tag_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class CannedAnswer(models.Model):
    """Something that people of the shop write often, ready to be sent or changed."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    locale = models.CharField(_("Language"), max_length=16)
    title = models.CharField(_("Title"), max_length=80)
    text = models.TextField(_("Text"), max_length=2000)

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Ready answer")
        verbose_name_plural = _("Ready answers")
        ordering = ["locale", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "title"], name="one_ready_answer_per_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Desk(models.Model):
    """When somebody of a channel answers its shoppers, and who of those with the right.

    Without a desk all of them may, and no shopper is promised that somebody answers.
    """

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    groups = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("Groups"),
        related_name="+",
        blank=True,
        help_text=_("Who answers here; without any, everybody with the right."),
    )
    weekdays = models.CharField(
        _("Days"),
        max_length=13,
        default="0,1,2,3,4",
        validators=[RegexValidator(r"^[0-6](,[0-6])*$")],
    )
    opens_at = models.TimeField(_("Opens at"), default=time(9))
    closes_at = models.TimeField(_("Closes at"), default=time(17))
    time_zone = models.CharField(
        _("Time zone"), max_length=64, default="Europe/Berlin", validators=[validate_zone]
    )

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Desk of a channel")
        verbose_name_plural = _("Desks of channels")
        constraints = [
            models.CheckConstraint(
                name="desk_opens_before_it_closes",
                condition=Q(opens_at__lt=F("closes_at")),
                violation_error_message=_("The end has to be after the beginning."),
            )
        ]

    def __str__(self) -> str:
        return str(self.channel)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody answers at that moment."""
        here = moment.astimezone(ZoneInfo(self.time_zone))
        is_day = str(here.weekday()) in self.weekdays.split(",")
        return is_day and self.opens_at <= here.time() < self.closes_at


class ConversationTemplate(models.Model):
    """Something that shoppers can begin a conversation with, in one press."""

    public_id = PublicIdField(prefix="tpl")
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    locale = models.CharField(_("Language"), max_length=16)
    title = models.CharField(_("Title"), max_length=80)
    description = models.CharField(_("Description"), max_length=200, blank=True)
    text = models.TextField(
        _("First message"), max_length=1000, help_text=_("What the shopper says with it.")
    )
    position = models.PositiveIntegerField(
        _("Position"), default=0, help_text=_("Those with a low number come first.")
    )
    is_active = models.BooleanField(_("In use"), default=True)

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Template of a conversation")
        verbose_name_plural = _("Templates of conversations")
        ordering = ["locale", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "title"], name="one_template_per_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AssistedOrder(models.Model):
    """An order with something that the assistant put into the cart, of a shopper who agreed to be
    counted. `amount` is what that came to."""

    order = models.OneToOneField("order.Order", models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="+")
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("Currency"), max_length=3)
    placed_at = models.DateTimeField(_("Placed at"))

    class Meta:
        verbose_name = _("Order with the assistant's help")
        verbose_name_plural = _("Orders with the assistant's help")
        default_permissions = ()
        indexes = [models.Index(fields=["channel", "placed_at"], name="assisted_orders_of_days")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.amount} {self.currency}"
