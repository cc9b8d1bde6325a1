"""Texts of law: the versions that were in force, and the terms that hold now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils import timezone

from cms.enums import LegalKind
from cms.errors import LegalVersionNotFoundError
from cms.models import LegalPage, LegalVersion
from commerce.core.process_cache import ProcessCache
from commerce.ordering.registry import Terms

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Terms change a few times a year and are asked for by every checkout.
TERMS: Final[ProcessCache[tuple[int, str, str], Terms | None]] = ProcessCache(
    "terms of channels",
    stale="five seconds; a change, at once in the process that made it",
    most=256,
    seconds=5.0,
)


def list_legal_versions(*, page: LegalPage) -> Sequence[LegalVersion]:
    """Return all versions of a page in its language, the newest first, without their texts. One query."""
    return [
        *LegalVersion.objects.filter(
            translation_key=page.translation_key, locale_code=page.locale.language_code
        ).defer("body")
    ]


def find_last_version(*, page: LegalPage) -> LegalVersion | None:
    """Return what is in force of a page, with its text; None before it was published."""
    return LegalVersion.objects.filter(
        translation_key=page.translation_key, locale_code=page.locale.language_code
    ).first()


def get_legal_version(*, channel: Channel, public_id: str) -> LegalVersion:
    """Return a version of a text of that channel; raise LegalVersionNotFoundError."""
    rows = LegalVersion.objects.select_related("page").filter(channel=channel)
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise LegalVersionNotFoundError
    return found


def is_in_force(version: LegalVersion) -> bool:
    """Whether its page is public and says nothing newer. One query."""
    if version.page is None or not version.page.live:
        return False
    newer = LegalVersion.objects.filter(
        translation_key=version.translation_key,
        locale_code=version.locale_code,
        number__gt=version.number,
    )
    return not newer.exists()


def find_terms(channel: Channel, locale: str) -> Terms | None:
    """Return the terms of sale in force, in that language or else the channel's first; None without any."""
    key = (channel.pk, channel.default_locale, locale)
    return TERMS.get(key, lambda: _read_terms(channel, locale))


def legal_version_path(public_id: str) -> str:
    """Return where the storefront shows a version for good, without the language."""
    return f"/legal-versions/{public_id}"


def _read_terms(channel: Channel, locale: str) -> Terms | None:
    on_show = Q(page__expire_at=None) | Q(page__expire_at__gt=timezone.now())
    rows = (
        LegalVersion._base_manager.filter(on_show, channel=channel, kind=LegalKind.TERMS)
        .filter(page__live=True, locale_code__in={locale, channel.default_locale})
        .select_related("page")
        .defer("body", "page__body")
        .order_by("-published_at", "-pk")
    )
    found = sorted(rows, key=lambda row: row.locale_code != locale)
    return _terms_of(found[0]) if found else None


def _terms_of(version: LegalVersion) -> Terms:
    assert version.page is not None  # noqa: S101 only those of live pages are read
    return Terms(
        version=version.public_id,
        number=version.number,
        title=version.title,
        path=legal_version_path(version.public_id),
        dated=timezone.localdate(version.published_at),
        is_demanded=version.page.is_acceptance_demanded,
    )
