"""Addresses an editor may link to: a path of the shop, or an https page elsewhere.

Checked when the editor saves, and again when the address leaves through the API.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 2000
# One leading slash only, and no backslash: browsers read "//host" and "/\host" as another site.
_PATH = re.compile(r"/(?![/\\])[^\s\\<>\"'`{}|^\x00-\x1f\x7f]*")
_HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.I
)
_FORBIDDEN = re.compile(r"[\s\\<>\"'`\x00-\x1f\x7f]")


def is_path(address: str) -> bool:
    """Tell whether it is a path of this shop, such as `/products?sort=newest`."""
    return len(address) <= MAX_LENGTH and _PATH.fullmatch(address) is not None


def is_https_address(address: str) -> bool:
    """Tell whether it is a plain https address: a host name, no user name, no odd characters."""
    return _is_address(address, "https")


def _is_address(address: str, scheme: str) -> bool:
    if len(address) > MAX_LENGTH or _FORBIDDEN.search(address):
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    has_host = host is not None and _HOST.fullmatch(host) is not None
    return parts.scheme == scheme and has_host and "@" not in parts.netloc


def is_redirect_target(address: str) -> bool:
    """Tell whether an editor may send visitors there: a path, or a page elsewhere, https or not."""
    return is_safe_address(address) or _is_address(address, "http")


def is_safe_address(address: str) -> bool:
    return is_path(address) or is_https_address(address)


def validate_address(address: str) -> None:
    """Raise ValidationError unless the address is safe to link to."""
    if not is_safe_address(address):
        raise ValidationError(
            _(
                "Enter a path of the shop such as /products, or an address that begins with https://."
            ),
            code="unsafe_address",
        )


# A list may be asked for words, an order, a category and its filters, not for a page of it.
_PARAMETER = re.compile(r"(?!page|locale|cursor)[a-z][a-z0-9_.-]{0,60}")
MOST_PARAMETERS = 12


def search_parameters(text: str) -> str | None:
    """Return parameters of a search in their plain form, None when the text holds none or others."""
    query = text.strip().rpartition("?")[2]
    pairs = [(name, value[:200]) for name, value in parse_qsl(query) if value]
    names = [name for name, _value in pairs]
    is_known = all(_PARAMETER.fullmatch(name) for name in names) and len({*names}) == len(names)
    return urlencode(pairs) if pairs and is_known and len(pairs) <= MOST_PARAMETERS else None


def validate_search(text: str) -> None:
    """Raise ValidationError unless the text is what may stand behind the address of a list."""
    if search_parameters(text) is None:
        raise ValidationError(
            _("Copy what follows the question mark of a list, such as q=oak+table&sort=price."),
            code="invalid_search",
        )
