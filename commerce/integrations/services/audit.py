"""Who has changed what, in Wagtail's audit log: names of settings, never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wagtail.log_actions import log

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.integrations.models import ProviderConfiguration

SAVED: Final = "integrations.save"
ACTIVATED: Final = "integrations.activate"
DEACTIVATED: Final = "integrations.deactivate"
DELETED: Final = "integrations.delete"


def note(
    configuration: ProviderConfiguration,
    action: str,
    actor: User | None,
    *,
    deleted: bool = False,
    **details: Any,
) -> None:
    """Keep that somebody, or the shop itself, has done this."""
    log(
        instance=configuration,
        action=action,
        user=actor,
        data={name: value for name, value in details.items() if value},
        deleted=deleted,
    )
