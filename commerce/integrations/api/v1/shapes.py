"""The public forms of providers, configurations and calls."""

from __future__ import annotations

import dataclasses
from typing import Any

from commerce.integrations.models import ProviderCall, ProviderConfiguration
from commerce.integrations.registry import find_provider
from commerce.integrations.selectors import state_of
from commerce.integrations.typed_settings import (
    AnyProvider,
    Setting,
    list_settings,
    shown_secret,
)

TYPES = {str: "text", int: "integer", float: "number", bool: "boolean"}


def provider_json(provider: AnyProvider) -> dict[str, Any]:
    return {
        "code": provider.code,
        "name": str(provider.name),
        "description": str(provider.description),
        "website": provider.website,
        "kind": provider.kind,
        "capabilities": sorted(provider.capabilities),
        "settings": [_setting_json(each) for each in list_settings(provider)],
    }


def _setting_json(each: Setting) -> dict[str, Any]:
    facts = each.facts
    return {
        "name": each.name,
        "type": TYPES[each.value_type],
        "label": str(facts.label),
        "help": str(facts.help),
        "link": facts.link,
        "is_secret": facts.is_secret,
        "is_required": each.is_required,
        "default": None if each.default is dataclasses.MISSING else each.default,
        "choices": [{"value": value, "label": str(label)} for value, label in facts.choices],
    }


def configuration_json(row: ProviderConfiguration) -> dict[str, Any]:
    """Secrets are told by their last characters only."""
    health = getattr(row, "health", None)
    return {
        "id": row.public_id,
        "provider": row.provider,
        "kind": row.kind,
        "channel": row.channel.code if row.channel else None,
        "mode": row.mode,
        "position": row.position,
        "state": state_of(row),
        "is_active": row.is_active,
        "reason": row.reason,
        "settings": _readable(row),
        "secrets": {name: shown_secret(hint) for name, hint in row.hints.items()},
        "tested_at": row.tested_at,
        "test_answer": row.test_answer,
        "failing_since": health.failing_since if health and row.is_active else None,
        "callback_url": row.callback_url,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _readable(row: ProviderConfiguration) -> dict[str, Any]:
    """What is stored and no secret of this release, should a setting have become one."""
    provider = find_provider(row.provider)
    secret = (
        {each.name for each in list_settings(provider) if each.is_secret} if provider else set()
    )
    return {name: value for name, value in row.settings.items() if name not in secret}


def call_json(row: ProviderCall) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "configuration": row.configuration.public_id if row.configuration else None,
        "provider": row.provider,
        "mode": row.mode,
        "operation": row.operation,
        "outcome": row.outcome,
        "status": row.status,
        "attempts": row.attempts,
        "milliseconds": row.milliseconds,
        "request_id": row.request_id,
        "about": row.about,
        "request": row.request,
        "answer": row.answer,
        "called_at": row.called_at,
    }
