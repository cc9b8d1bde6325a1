"""What is refused to somebody who talks with the assistant."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class AssistantOffError(DomainError):
    code, status = "assistant_off", 404
    message = _("This shop has no assistant.")


class ConversationNotFoundError(DomainError):
    code, status = "conversation_not_found", 404
    message = _("There is no such conversation.")


class ConversationArchivedError(DomainError):
    code, status = "conversation_archived", 409
    message = _("This conversation is archived. Begin a new one.")


class ConversationPausedError(DomainError):
    code, status = "conversation_paused", 409
    message = _("This conversation is paused. Resume it first.")


class ConversationBusyError(DomainError):
    """Another message is being answered; nothing was kept of this one."""

    code, status = "conversation_busy", 409
    message = _("An answer is being made. Send this again when it is there.")
    retry_after = 1


class AssistantAtCapacityError(DomainError):
    """As many requests wait for a model in this process as may; nothing was kept of this one."""

    code, status = "assistant_at_capacity", 503
    message = _("Many people are asking at the moment. Send this again in a few seconds.")
    retry_after = 5


class ConversationFullError(DomainError):
    code, status = "conversation_full", 409
    message = _("This conversation has %(maximum)d messages. Begin a new one.")


class MessageKeyReusedError(DomainError):
    code, status = "message_key_reused", 422
    message = _("Another message was sent with this key.")


class AnswerNotFoundError(DomainError):
    code, status = "answer_not_found", 404
    message = _("There is no such answer.")


class UnknownToolError(DomainError):
    code, status = "unknown_tool", 422
    message = _("There is no such action.")


class InvalidArgumentsError(DomainError):
    code, status = "invalid_arguments", 422
    message = _("The action does not take this: %(reason)s")


class InvalidFrameError(DomainError):
    code, status = "invalid_frame", 400
    message = _("This is no message: %(reason)s")


class SaidTooOftenError(DomainError):
    code, status = "throttled", 429
    message = _("That was tried too often. Please wait a minute.")
    retry_after = 60


class ConversationTakenError(DomainError):
    code, status = "conversation_taken", 409
    message = _("%(name)s talks with this shopper already.")


class NotTakenError(DomainError):
    code, status = "conversation_not_taken", 409
    message = _("Take the conversation over before you write in it.")


class TemplateNotFoundError(DomainError):
    code, status = "template_not_found", 404
    message = _("There is no such template.")


class InvalidPeriodError(DomainError):
    code, status = "invalid_period", 400
    message = _("Days look like 2026-11-29, in order, and are at most %(days)d.")


class SubjectNotFoundError(DomainError):
    """Also what the person may not change: nothing is told of it."""

    code, status = "subject_not_found", 404
    message = _("There is nothing here that you could write.")


class NoModelError(DomainError):
    code, status = "no_model", 409
    message = _("No language model is set up for %(channel)s.")


class BudgetSpentError(DomainError):
    code, status = "budget_spent", 409
    message = _("Today's budget for language models is spent. It begins anew at midnight.")


class ModelsSilentError(DomainError):
    code, status = "models_silent", 503
    message = _("No model has answered. Nothing was changed; try again in a moment.")
    retry_after = 60


class ModelsBusyError(DomainError):
    """The last provider that was asked allows no more for now, and has said for how long."""

    code, status = "models_busy", 503
    message = _(
        "The provider of the model takes no more requests at the moment. Nothing was changed; try"
        " again in %(seconds)d seconds."
    )


class NothingToWriteError(DomainError):
    code, status = "nothing_to_write", 409
    message = _("There is no text yet that this could be made of.")


class ProposalOutdatedError(DomainError):
    code, status = "proposal_outdated", 409
    message = _(
        "“%(name)s” was changed since this was proposed. Nothing was written; ask for a new proposal."
    )


class ProposalDecidedError(DomainError):
    code, status = "proposal_decided", 409
    message = _("This proposal was decided already.")


class TextRefusedError(DomainError):
    code, status = "text_refused", 422
    message = _("“%(field)s” is too long: at most %(maximum)d characters.")
