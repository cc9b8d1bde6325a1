"""Short texts that strangers write and others read: in letters, in the back office, on labels."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

# Inside of words of scripts such as Persian or Hindi these two decide how letters join.
_JOINERS: Final = frozenset("\u200c\u200d")
_FIRST_JOINING: Final = "\u0590"
# Letters and signs that show nothing though Unicode does not call them formatting.
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LINK: Final = re.compile(r"://|\bwww\.|\b[\w-]+\.[a-z]{2,}/|\bmailto:|\S@\S+\.\S", re.IGNORECASE)
# "evil.example", but neither "J.R.R." nor "St.John" nor "Dr.med.".
_HOST: Final = re.compile(r"(?<![\w.])[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,}(?![\w.])")
_TAG: Final = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_GAP: Final = re.compile(r"\n{3,}")
_DOT_IN_WORD: Final = re.compile(r"(?<=[\w\]])([.:@/])(?=[\w/\[])")
_WORD_JOINER: Final = "\u2060"

_valid_email = EmailValidator()
# Cyrillic and Greek letters that nobody tells from Latin ones.
_LOOKALIKES: Final = frozenset("аеорсухіјѕһԁӏԛԝвкмнтοανικρτυ")
_ALPHABETS_THAT_LOOK_ALIKE: Final = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
)


def clean_line(text: str) -> str:
    """The text as people see it: composed, plain spaces, without characters that show nothing."""
    composed = unicodedata.normalize("NFC", text)
    seen = (
        _visible(sign, composed[index - 1] if index else "") for index, sign in enumerate(composed)
    )
    return "".join(seen).strip()


def ascii_digits(text: str) -> str:
    """The text with every alphabet's decimal digits as 0 to 9."""
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text
    )


def require_plain_line(text: str) -> None:
    """Raise ValidationError for line breaks, control characters, angle brackets and links."""
    _require_unbroken(text)
    if "<" in text or ">" in text:
        raise ValidationError(_("Leave out < and >."), code="markup")


def clean_lines(text: str) -> str:
    """The text as `clean_line` has it, in lines; never more than one empty line in a row."""
    return _GAP.sub("\n\n", "\n".join(clean_line(line) for line in text.splitlines())).strip()


def require_plain_lines(text: str) -> None:
    """Raise ValidationError for control characters, tags and links in a text of several lines.

    What is no tag, as in "a < b" and "<3", is plain text.
    """
    for line in text.split("\n"):
        _require_unbroken(line)
    if _TAG.search(text):
        raise ValidationError(_("Leave out tags such as <b>."), code="markup")


def require_name(text: str) -> None:
    """Raise ValidationError for what is no person's name; see `require_plain_line`."""
    require_plain_line(text)
    if _HOST.search(text):
        raise ValidationError(_("Leave out web and e-mail addresses."), code="link")


def require_email(text: str) -> None:
    """Raise ValidationError for what is no address, or pretends to be another one.

    Refused are characters that show nothing, quoted local parts, and hosts that mix alphabets or
    are made of letters that look like Latin ones.
    """
    _valid_email(text)
    local, _at, host = text.rpartition("@")
    is_odd = any(unicodedata.category(sign)[0] in "CZ" for sign in text) or local.startswith('"')
    if is_odd or not all(_is_honest(label) for label in host.split(".")):
        raise ValidationError(_("Enter a valid e-mail address."), code="invalid")


def unlinked(text: str) -> str:
    """The text for a letter: programs that read mail find nothing in it to make a link of."""
    return _DOT_IN_WORD.sub(rf"\1{_WORD_JOINER}", clean_line(text)).replace(
        "://", f":{_WORD_JOINER}//"
    )


def _require_unbroken(line: str) -> None:
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in line):
        raise ValidationError(_("Write it on one line."), code="control_character")
    if _LINK.search(line):
        raise ValidationError(_("Leave out web and e-mail addresses."), code="link")


def _visible(sign: str, before: str) -> str:
    if sign in _JOINERS:
        return sign if before > _FIRST_JOINING and before.isalpha() else ""
    if unicodedata.category(sign) == "Zs":
        return " "
    return "" if unicodedata.category(sign) == "Cf" or sign in _BLANKS else sign


def _is_honest(label: str) -> bool:
    label = _decoded(label)
    if unicodedata.normalize("NFKC", label) != label:
        return False
    letters = [sign for sign in label if sign.isalpha()]
    alphabets = {unicodedata.name(sign, "").partition(" ")[0] for sign in letters}
    is_mixed = len(alphabets & _ALPHABETS_THAT_LOOK_ALIKE) > 1
    return not is_mixed and not (letters and _LOOKALIKES.issuperset(letters))


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label.lower()
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return "\uffa0"
