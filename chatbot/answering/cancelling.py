"""The button that cancels an order: offered by the assistant, pressed by nobody but the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .replies import Action

if TYPE_CHECKING:
    from chatbot.tools import Cancellation


def cancel_action(offer: Cancellation) -> Action:
    """Return the deed of the button."""
    email: dict[str, str | int] = {"email": offer.email} if offer.email else {}
    return Action(tool="cancel_order", arguments={"number": offer.number, **email})
