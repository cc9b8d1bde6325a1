"""A browser with its push service: it checks who writes (RFC 8292) and reads what it got (RFC 8291).

The word that says how it behaves stands in the address of the subscription; `gone` means that the
browser has left.
"""

from __future__ import annotations

import base64
import json
from typing import Any

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from .service import Reply, Request, Service

AUTH = b"sixteen bytes ok"


class PushServices(Service):
    """One browser; `received` is what its service worker would be given."""

    name = "web_push"

    def __init__(self) -> None:
        super().__init__()
        self._browser = ec.generate_private_key(ec.SECP256R1())

    def subscription(self, address: str, word: str = "browser") -> dict[str, str]:
        """Return what the browser tells the shop; `address` is where this server runs."""
        return {"endpoint": f"{address}/push/{word}", "p256dh": self._point, "auth": _write(AUTH)}

    @property
    def _point(self) -> str:
        return _write(
            self._browser.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    def key_of(self, request: Request) -> str:
        if request.path == "/subscription":
            return "browser"
        return request.path.rpartition("/")[2] if _is_signed(request) else ""

    def act(self, request: Request) -> Reply:
        if request.path == "/subscription":
            return Reply(content=self.subscription(f"http://{request.headers['host']}"))
        if request.path.endswith("gone"):
            return Reply(410)
        read = http_ece.decrypt(
            request.body, private_key=self._browser, auth_secret=AUTH, version="aes128gcm"
        )
        headers = {name: request.headers.get(name, "") for name in ("ttl", "topic", "urgency")}
        self.received.append({"message": json.loads(read), **headers})
        return Reply(201)

    def refuse(self, status: int) -> object:
        return b"refused"


def _is_signed(request: Request) -> bool:
    """Whether the header's token was signed by the key that stands beside it."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    if scheme != "vapid":
        return False
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, _, signature = parts["t"].rpartition(".")
    raw = _read(signature)
    ends = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _read(parts["k"]))
    try:
        key.verify(ends, head.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    claims: dict[str, Any] = json.loads(_read(head.partition(".")[2]))
    return bool(claims["aud"].endswith(request.headers["host"]))


def _write(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
