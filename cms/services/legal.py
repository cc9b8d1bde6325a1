"""Keeping what a text of law says each time it is published."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cms import selectors
from cms.models import LegalPage, LegalVersion
from cms.selectors.legal import TERMS


@transaction.atomic
def keep_legal_version(*, page: LegalPage) -> LegalVersion | None:
    """Keep what a page of law says now as its next version, unless that is what it said before.

    Nothing is kept of a page that is not public, or outside all channels.
    """
    forget_terms()
    address = selectors.find_address(page=page)
    if address is None or not page.live:
        return None
    LegalPage.objects.select_for_update().get(pk=page.pk)
    last = selectors.find_last_version(page=page)
    body = page.body.stream_block.get_prep_value(page.body)
    if last and (last.title, last.kind, last.body) == (page.title, page.kind, body):
        return last
    return LegalVersion.objects.create(
        channel=address.channel,
        page=page,
        revision=page.live_revision,
        translation_key=page.translation_key,
        locale_code=page.locale.language_code,
        kind=page.kind,
        number=last.number + 1 if last else 1,
        title=page.title,
        body=body,
        published_at=timezone.now(),
    )


def forget_terms() -> None:
    """Read the terms of all channels anew, once the surrounding transaction is over."""
    transaction.on_commit(TERMS.forget)
