"""Forms that the public may fill in, and what was sent with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from ulid import ULID
from wagtail.models import Page

from cms.errors import FormNotFoundError
from cms.form_building import form_facts
from cms.models import FormPage, FormSubmission

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .readers import Reader

_PREFIX = "page_"


def get_form(*, reader: Reader, form_id: str) -> FormPage:
    """Return the form of that id in the reader's language. Raises FormNotFoundError."""
    form = _public_forms(reader).filter(translation_key=_key_of(form_id)).first()
    if form is None:
        raise FormNotFoundError
    return form


def find_forms(*, reader: Reader, keys: Collection[int]) -> Mapping[int, Any]:
    """Return what the storefront draws the chosen forms from, in the reader's language, by key."""
    if not keys:
        return {}
    chosen = dict(Page.objects.filter(pk__in=keys).values_list("pk", "translation_key"))
    forms = _public_forms(reader).filter(translation_key__in=chosen.values())
    facts = {form.translation_key: form_facts(form) for form in forms}
    return {key: facts[same] for key, same in chosen.items() if same in facts}


def find_submission(*, submission_id: int) -> FormSubmission | None:
    """Return the submission with its page and channel; None where it was deleted."""
    rows = FormSubmission.objects.select_related("page", "channel")
    return rows.filter(pk=submission_id).first()


def list_submissions_of(*, tenant_id: int, address: str) -> QuerySet[FormSubmission]:
    """Return what was sent to the tenant under that e-mail address; nothing under none."""
    rows = FormSubmission.objects.filter(channel__tenant=tenant_id)
    return rows.filter(email=address.lower()) if address else rows.none()


def list_outdated_submissions() -> QuerySet[FormSubmission]:
    """Return the submissions that are older than their form keeps them."""
    now, old = timezone.now(), Q(pk__in=())
    rows = FormPage.objects.filter(pk__in=FormSubmission.objects.values("page_id"))
    for page_id, days in rows.values_list("pk", "retention_days"):
        old |= Q(page_id=page_id, submit_time__lt=now - timedelta(days=days))
    return FormSubmission.objects.filter(old)


def _public_forms(reader: Reader) -> QuerySet[FormPage]:
    if reader.home is None:
        return FormPage.objects.none()
    public = reader.pages().filter(path__startswith=reader.home.tree_path)
    forms = FormPage.objects.filter(pk__in=public.values("pk"))
    return forms.prefetch_related("form_fields")


def _key_of(form_id: str) -> UUID:
    try:
        return UUID(bytes=ULID.from_str(form_id.removeprefix(_PREFIX)).bytes)
    except ValueError:
        raise FormNotFoundError from None
