"""Keeping what readers send with forms, as long as the form says, and forgetting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms import selectors
from cms.enums import FormFieldType
from cms.events import FormSubmitted
from cms.form_tokens import read_form_token
from cms.kinds import FORM_SUBMITTED
from cms.models import FormPage, FormSubmission, SubmittedFile
from cms.sent_files import CheckedFile, SentFile
from commerce.core.bus import publish
from commerce.core.errors import FieldError, InvalidInputError
from commerce.core.texts import unlinked
from commerce.notifications.services.staff import tell_staff

if TYPE_CHECKING:
    from cms.models import FormField
    from commerce.accounts.registry import Person
    from commerce.tenancy.models import Channel

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as somebody has filled it in. `trap` is what no reader sees, and only programs fill in."""

    token: str
    trap: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, SentFile] = field(default_factory=dict)


@transaction.atomic
def submit_form(*, form: FormPage, channel: Channel, filled: Filled) -> None:
    """Keep what was sent and tell of it; the same sending twice is kept once.

    What a program sent is let go without a word. Raises FormTokenNeededError, and
    InvalidInputError, which names each field that is wrong.
    """
    sending = read_form_token(form.public_id, filled.token)
    if filled.trap:
        logger.info("form_trap_sprung", form=form.public_id)
        return
    if FormSubmission.objects.filter(sending=sending).exists():
        return
    _keep(form, channel, sending, _checked(form, filled))


def tell_of_submission(*, submission_id: int) -> None:
    """Tell staff what was sent, unless it was deleted meanwhile. Once for each submission."""
    submission = selectors.find_submission(submission_id=submission_id)
    if submission is None:
        return
    page = submission.page.specific
    tell_staff(
        kind=FORM_SUBMITTED.code,
        tenant_id=submission.channel.tenant_id,
        event_id=f"form/{submission.pk}",
        values={
            "form": page.title,
            "lines": _lines(page, submission),
            "url": settings.PUBLIC_URL + reverse("wagtailforms:list_submissions", args=[page.pk]),
        },
        about=submission.public_id,
    )


def _lines(page: FormPage, submission: FormSubmission) -> list[dict[str, str]]:
    """Return what was asked and answered; what a stranger wrote leads nowhere."""
    told = [(one.label, submission.form_data.get(one.clean_name)) for one in page.get_form_fields()]
    return [
        {"title": label, "note": unlinked(", ".join(value) if isinstance(value, list) else value)}
        for label, value in told
        if value
    ]


def forget_outdated_submissions() -> int:
    """Delete what is older than its form keeps it, with its files. Returns how much that was."""
    old = selectors.list_outdated_submissions()
    count = old.count()
    old.delete()
    return count


def export_submissions(person: Person) -> list[dict[str, Any]]:
    """Return what the person has sent with forms, in the order of time."""
    rows = selectors.list_submissions_of(tenant_id=person.tenant_id, address=person.address)
    return [
        {"form": row.page.title, "sent_at": row.submit_time, "values": row.form_data}
        for row in rows.select_related("page").order_by("submit_time", "pk")
    ]


def forget_submissions_of(person: Person) -> None:
    """Delete what the person has sent with forms, with the files."""
    selectors.list_submissions_of(tenant_id=person.tenant_id, address=person.address).delete()


def _checked(form: FormPage, filled: Filled) -> dict[str, Any]:
    values = MultiValueDict({name: list(given) for name, given in filled.values.items()})
    files = MultiValueDict({name: [file] for name, file in filled.files.items()})
    asked = form.get_form(values, files, page=form)
    unknown = {*filled.values, *filled.files} - {*asked.fields}
    if unknown:
        raise InvalidInputError([_unknown(name) for name in sorted(unknown)])
    if not asked.is_valid():
        raise InvalidInputError(
            [
                FieldError(f"/values/{name}", one.get("code") or "invalid", one["message"])
                for name, errors in asked.errors.get_json_data().items()
                for one in errors
            ]
        )
    return dict(asked.cleaned_data)


def _unknown(name: str) -> FieldError:
    return FieldError(f"/values/{name}", "unknown_field", _("The form no longer asks for this."))


def _keep(form: FormPage, channel: Channel, sending: str, cleaned: Mapping[str, Any]) -> None:
    fields = [*form.get_form_fields()]
    addresses = [cleaned[one.clean_name] for one in fields if one.field_type == FormFieldType.EMAIL]
    submission, is_new = FormSubmission.objects.get_or_create(
        sending=sending,
        defaults={
            "page": form,
            "channel": channel,
            "locale_code": form.locale.language_code,
            "email": next((one.lower() for one in addresses if one), ""),
            "form_data": {one.clean_name: _stored(one, cleaned[one.clean_name]) for one in fields},
        },
    )
    if not is_new:
        return
    _keep_files(submission, cleaned)
    publish(FormSubmitted(submission_id=submission.pk, channel_id=channel.pk))


def _keep_files(submission: FormSubmission, cleaned: Mapping[str, Any]) -> None:
    SubmittedFile.objects.bulk_create(
        SubmittedFile(
            submission=submission,
            field_name=name,
            name=file.name,
            media_type=file.media_type,
            content=file.content,
        )
        for name, file in cleaned.items()
        if isinstance(file, CheckedFile)
    )


def _stored(asked: FormField, value: Any) -> Any:
    """Return a value as lists and exports show it; a consent is kept with its wording."""
    if value is True and asked.field_type == FormFieldType.CONSENT:
        return asked.label
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, CheckedFile | Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value or ""
