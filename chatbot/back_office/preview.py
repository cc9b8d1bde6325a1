"""Talking with an assistant as it would be with settings that are not saved; nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chatbot import tools
from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered, Withdrawn
from chatbot.answering.responding import respond
from chatbot.answering.speaking.voices import voice_of
from chatbot.enums import Role
from chatbot.models import Assistant, Message
from chatbot.registry import Caller
from chatbot.selectors.showing import messages_json
from commerce.cart.shapes import Shopper
from commerce.integrations.shapes import Utterance

MOST_CHARACTERS: Final = 4_000
MOST_HEARD: Final = 12


@require_POST
def preview(request: HttpRequest, form_class: Any, policy: Any) -> JsonResponse:
    """Answer `preview-text` with the settings of the form, as they stand there."""
    if not policy.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    kept = Assistant.objects.filter(channel=request.POST.get("channel") or 0).first()
    form = form_class(request.POST, instance=kept or Assistant(), for_user=request.user)
    if not form.is_valid():
        return JsonResponse({"problem": _problem(form)}, status=422)
    return JsonResponse(_talk(form.instance, request.POST))


def _problem(form: Any) -> str:
    """Say what keeps the form from being saved; what stands in its tables is marked there."""
    wrong = [
        f"{form.fields[name].label if name in form.fields else ''} {' '.join(errors)}".strip()
        for name, errors in form.errors.items()
    ]
    return " ".join([_("Correct the form first: it could not be saved."), *wrong])


def _talk(assistant: Assistant, given: Mapping[str, str]) -> dict[str, Any]:
    channel = assistant.channel
    asked = given.get("preview-locale", "")
    locale = asked if asked in channel.locales else channel.default_locale
    shopper = Shopper(channel=channel, locale=locale, currency=channel.default_currency)
    turn = Turn(
        given.get("preview-text", "")[:MOST_CHARACTERS],
        Caller(shopper, lambda _rate: True, _undone),
        before=[],
        voice=voice_of(assistant),
        said=_said_before(given.get("preview-said", "[]")),
    )
    began = perf_counter()
    with translation.override(locale):
        events = list(respond(turn))
        (answered,) = [each for each in events if isinstance(each, Answered)]
        message = Message(role=Role.ASSISTANT, number=1, content=answered.reply)
        (shown,) = messages_json([message], shopper)
    usage = answered.usage
    return {
        **shown,
        "seconds": round(perf_counter() - began, 2),
        "withdrawn": sum(isinstance(each, Withdrawn) for each in events),
        "model": usage.model if usage else "",
        "tokens": usage.tokens_in + usage.tokens_out if usage else 0,
        "cost": str(usage.cost) if usage else "0",
    }


def _undone(_tool: str, _arguments: Mapping[str, Any], run: Callable[[], Any]) -> Any:
    """Let a tool change something, and take it back at once."""
    with transaction.atomic():
        result = run()
        transaction.set_rollback(True)
    return result._replace(token=None) if isinstance(result, tools.CartChange) else result


def _said_before(given: str) -> tuple[Utterance, ...]:
    try:
        said = [
            (str(text)[:MOST_CHARACTERS], bool(is_model)) for text, is_model in json.loads(given)
        ]
    except (ValueError, TypeError):
        return ()
    return tuple(Utterance(text, is_model=is_model) for text, is_model in said[-MOST_HEARD:])
