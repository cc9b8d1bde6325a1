"""What words of the demo shop are called in its other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cms.services import ensure_term

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# By the English word; nothing for all languages where it stays as it is.
WORDS: Final = {
    "Reed & Rook": {"": ""},
    "stoneware": {"de": "Steinzeug", "fr": "grès", "ar": "خزف"},
    "oak": {"de": "Eiche", "fr": "chêne", "ar": "بلوط"},
    "walnut": {"de": "Nussbaum", "fr": "noyer", "ar": "جوز"},
    "voucher": {"de": "Gutschein", "fr": "bon", "ar": "قسيمة"},
}
NOTES: Final = {"Reed & Rook": "The name of the shop."}


def ensure_glossary(*, channel: Channel) -> None:
    for text, translations in WORDS.items():
        ensure_term(
            tenant=channel.tenant,
            source="en",
            text=text,
            translations=translations,
            note=NOTES.get(text, ""),
        )
