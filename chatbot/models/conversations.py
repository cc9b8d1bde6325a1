"""Conversations with the assistant, and what was said in them."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from chatbot.enums import Reaction, Role, State
from commerce.core.ids import PublicIdField
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class ConversationManager(ScopedManager):
    rules = (OwnRows("channel_id", of_channels),)


class Conversation(models.Model):
    """What one person, or one guest with a token, and the assistant say to each other.

    `last_number` is the number of the last message; whoever adds one holds a lock on the row. While
    an answer to the question `leased_number` is owed, `lease` names who makes it, until `leased_until`.
    `is_counted`: the shopper has agreed that carts and orders are put down to it.
    """

    public_id = PublicIdField(prefix="chat")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="conversations"
    )
    token_hash = models.CharField(max_length=64, blank=True)
    locale = models.CharField(_("Language"), max_length=16)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.ACTIVE)
    is_counted = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=0)
    lease = models.CharField(max_length=32, blank=True)
    leased_number = models.PositiveIntegerField(null=True)
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Conversation")
        verbose_name_plural = _("Conversations")
        indexes = [
            models.Index(fields=["channel", "token_hash"], name="conversations_of_guest"),
            models.Index(
                fields=["leased_until"],
                name="conversations_with_a_lease",
                condition=~Q(leased_until=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) ^ Q(token_hash=""), name="conversation_has_one_holder"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.public_id


class Message(models.Model):
    """One message. An answer names texts, products, pages and orders; what they look like and cost
    is put in whenever it is shown. `cost` is that of the model, in US dollars. `question` is what an
    answer of the assistant answers; `author` is the member of staff who wrote, and `is_settled` an
    answer in vain that nobody need look at again."""

    public_id = PublicIdField(prefix="msg")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    role = models.CharField(_("Role"), max_length=9, choices=Role)
    text = models.TextField(_("Text"), blank=True)
    content = models.JSONField(default=dict, blank=True)
    intent = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    model = models.CharField(max_length=80, blank=True)
    tokens_in = models.PositiveIntegerField(null=True)
    tokens_out = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    key = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    is_settled = models.BooleanField(default=False)
    question = models.OneToOneField(
        "self", models.CASCADE, null=True, related_name="answer", verbose_name=_("Question")
    )
    reaction = models.CharField(_("Reaction"), max_length=4, choices=Reaction, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Message")
        verbose_name_plural = _("Messages")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="one_message_per_number"
            ),
            models.UniqueConstraint(
                fields=["conversation", "key"],
                condition=~Q(key=""),
                name="one_message_per_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


class Assistant(ClusterableModel):
    """What a channel decides about its assistant. A channel without a row has it as it comes."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    is_on = models.BooleanField(_("Switched on"), default=True)
    name = models.CharField(_("Name"), max_length=40, blank=True)
    tone = models.TextField(
        _("Tone"),
        max_length=400,
        blank=True,
        help_text=_("How a model is to speak, such as “warm, brief, no exclamation marks”."),
    )
    model = models.CharField(
        _("Model"),
        max_length=160,
        blank=True,
        help_text=_("What a model says is checked; without one the shop's own texts answer."),
    )
    fallback = models.CharField(
        _("Model in its place"),
        max_length=160,
        blank=True,
        help_text=_("Is asked when the first is down or slow; when it is, too, none is."),
    )
    day_budget = models.DecimalField(
        _("Budget of a day, in US dollars"),
        max_digits=8,
        decimal_places=2,
        default=Decimal("5.00"),
        validators=[MinValueValidator(0)],
        help_text=_("When it is spent, the shop's own texts answer until midnight."),
    )
    conversation_budget = models.DecimalField(
        _("Budget of a conversation, in US dollars"),
        max_digits=8,
        decimal_places=2,
        default=Decimal("0.20"),
        validators=[MinValueValidator(0)],
    )
    withheld_tools = models.JSONField(_("What a model may not do"), default=list, blank=True)
    banned_words = models.TextField(
        _("Words it must not use"),
        max_length=2_000,
        blank=True,
        help_text=_("One a line. A sentence of a model with one of them is not shown."),
    )
    sends_personal_data = models.BooleanField(
        _("Send personal data to the model"),
        default=False,
        help_text=_("Otherwise a model reads marks in place of names, addresses and numbers."),
    )
    contact_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        verbose_name=_("Page where people are reached"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Without one the pages of the shop are searched for it."),
    )
    kept_days = models.PositiveIntegerField(
        _("Days that conversations are kept"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("After the last message. What was counted of them stays, without anybody."),
    )

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Assistant")
        verbose_name_plural = _("Assistants")

    def __str__(self) -> str:
        return self.name or str(self.channel)


class AssistantText(models.Model):
    """How the assistant greets in one language, and what it offers to be asked."""

    assistant = ParentalKey(Assistant, related_name="texts", on_delete=models.CASCADE)
    locale = models.CharField(_("Language"), max_length=16)
    welcome = models.TextField(_("Welcome text"), max_length=400, blank=True)
    questions = models.TextField(
        _("Quick questions"),
        max_length=600,
        blank=True,
        help_text=_("One a line, at most six; empty for those of the house."),
    )

    class Meta:
        verbose_name = _("Text")
        verbose_name_plural = _("Texts")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "locale"], name="one_assistant_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.locale
