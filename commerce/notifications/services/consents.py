"""What people have agreed to, and withdrawn: written down once, with what they had read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.models import Consent
from commerce.notifications.registry import Kind, get_kind


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where a choice was made, in which language, from which network address.

    `wording` is what the person had read where that were not the words of the shop.
    """

    source: ConsentSource
    locale: str
    shop: str
    network_address: str = ""
    wording: str = ""


def wording_of(kind: Kind, medium: Medium, *, shop: str, is_given: bool = True) -> str:
    """Return the sentence a person agrees to, or withdraws by, in the language at hand."""
    words = {"shop": shop, "kind": str(kind.name), "medium": str(medium.label)}
    if is_given:
        return (
            _(
                "%(shop)s may tell me of this: %(kind)s (%(medium)s). I can withdraw this at any"
                " time."
            )
            % words
        )
    return _("%(shop)s may no longer tell me of this: %(kind)s (%(medium)s).") % words


def record(
    *,
    about: Mapping[str, Any],
    address: str,
    is_given: bool,
    circumstances: Circumstances,
    is_withdrawal: bool = False,
) -> Consent | None:
    """Write a consent down, or that it was withdrawn; None where there is nothing to write.

    `about` names the person, the kind and the medium. Nothing is written for kinds that need no
    consent (but for what `is_withdrawal` by a letter's link), and where the last word was the same.
    """
    kind = get_kind(about["kind"])
    if not kind.needs_consent and not is_withdrawal:
        return None
    last = Consent.objects.filter(**about).order_by("pk").last()
    if last is not None and last.is_given == is_given:
        return None
    medium = Medium(about["medium"])
    with translation.override(circumstances.locale):
        sentence = wording_of(kind, medium, shop=circumstances.shop, is_given=is_given)
    return Consent.objects.create(
        **{"address": address, **about},
        is_given=is_given,
        wording=circumstances.wording or sentence,
        locale=circumstances.locale,
        source=circumstances.source,
        network_address=circumstances.network_address,
    )
