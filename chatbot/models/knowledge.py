"""What a channel tells its assistant to say, and which of its pages it may quote."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chatbot.enums import Deed, PageUse
from commerce.core.ids import PublicIdField

from .conversations import ConversationManager

MAX_QUESTION = 200
MAX_ANSWER = 2000


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class KnownText(models.Model):
    """Something that the assistant answers in one language of one channel."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    locale = models.CharField(_("Language"), max_length=16)
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        verbose_name=_("Page"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Named below the answer as its source, for who wants to read more."),
    )
    is_active = models.BooleanField(_("In use"), default=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConversationManager()

    class Meta:
        abstract = True


class FaqEntry(KnownText):
    """A question that is asked often, and the answer. The same can be asked in several ways."""

    public_id = PublicIdField(prefix="faq")
    question = models.CharField(_("Question"), max_length=MAX_QUESTION)
    variants = models.TextField(
        _("Other ways to ask"),
        max_length=4000,
        blank=True,
        help_text=_("One a line. The assistant also finds what is asked in a similar way."),
    )
    answer = models.TextField(
        _("Answer"),
        max_length=MAX_ANSWER,
        help_text=_("As shoppers read it: plain text, an empty line begins a new paragraph."),
    )
    starts_at = models.DateTimeField(_("Valid from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Question and answer")
        verbose_name_plural = _("Questions and answers")
        ordering = ["locale", "question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "question"], name="one_answer_per_question"
            ),
            models.CheckConstraint(
                name="faq_begins_before_it_ends",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("The end has to be after the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def phrases(self) -> list[str]:
        return [self.question, *lines_of(self.variants)]


class CustomIntent(KnownText):
    """Something that shoppers of one shop want, the words they use for it, and what is done then."""

    public_id = PublicIdField(prefix="int")
    name = models.CharField(_("Name"), max_length=80)
    phrases_text = models.TextField(
        _("What shoppers say"),
        max_length=4000,
        help_text=_("One a line; three or more let it be understood in other words, too."),
    )
    deed = models.CharField(_("What happens"), max_length=8, choices=Deed, default=Deed.ANSWER)
    answer = models.TextField(
        _("Answer"),
        max_length=MAX_ANSWER,
        blank=True,
        help_text=_("Stands above what is found or who is named; needed where it is all there is."),
    )
    search = models.CharField(
        _("Search words"),
        max_length=MAX_QUESTION,
        blank=True,
        help_text=_("What products are searched for."),
    )

    class Meta:
        verbose_name = _("Intent of this shop")
        verbose_name_plural = _("Intents of this shop")
        ordering = ["locale", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "name"], name="one_intent_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        wanting: dict[str, Any] = {}
        if not self.phrases:
            wanting["phrases_text"] = _("Write at least one sentence that a shopper says.")
        if self.deed == Deed.ANSWER and not self.answer.strip():
            wanting["answer"] = _("Write what is answered.")
        if self.deed == Deed.SEARCH and not self.search.strip():
            wanting["search"] = _("Write what is searched for.")
        if wanting:
            raise ValidationError(wanting)

    @property
    def phrases(self) -> list[str]:
        return lines_of(self.phrases_text)


class PageChoice(models.Model):
    """A page that the assistant may quote, or may not; with those below it, in all languages.

    As soon as a channel has chosen pages to be quoted, no others are.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, verbose_name=_("Page"), related_name="+"
    )
    use = models.CharField(_("The assistant"), max_length=8, choices=PageUse, default=PageUse.NEVER)

    objects = ConversationManager()

    class Meta:
        verbose_name = _("Page of the assistant")
        verbose_name_plural = _("Pages of the assistant")
        ordering = ["use", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "page"], name="one_choice_per_page"),
        ]

    def __str__(self) -> str:
        return str(self.page)
