"""Secrets of this machine's development shop: made at the first start, readable by their owner only."""

import json
import secrets

from infra.launch.places import VAR, write_atomically

NAMES = ("SECRET_KEY", "API_CHANNEL_KEY", "REVALIDATE_SECRET")
FILE = VAR / "secrets.json"


def load_secrets() -> dict[str, str]:
    """The secrets by the name of their setting; missing ones are made and kept."""
    kept: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    missing = [name for name in NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(48) for name in missing}
        write_atomically(FILE, json.dumps(kept, indent=2) + "\n", mode=0o600)
    return kept
