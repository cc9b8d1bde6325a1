"""Limits on what is done in the name of an e-mail address."""

from __future__ import annotations

import hashlib

from rest_framework.request import Request

from commerce.accounts.models import normalise_email
from commerce.core.api.throttling import AddressThrottle


class EmailThrottle(AddressThrottle):
    """Per e-mail address that is tried, known or not, from however many client addresses."""

    scope_attr = "email_throttle_scope"

    def get_ident(self, request: Request) -> str:
        email = request.data.get("email") if isinstance(request.data, dict) else None
        address = normalise_email(email) if isinstance(email, str) else ""
        return hashlib.sha256(address.encode(errors="replace")).hexdigest()
