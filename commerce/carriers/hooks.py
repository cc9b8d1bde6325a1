"""What follows a parcel that was unpacked again."""

from commerce.core.bus import after_commit
from commerce.ordering.events import FulfilmentCancelled

from .services.labels import cancel_label_of


@after_commit(FulfilmentCancelled, external=True)
def cancel_its_label(event: FulfilmentCancelled) -> None:
    """Nobody pays for a label that is on no parcel; a carrier that is away is asked again."""
    cancel_label_of(fulfilment_id=event.fulfilment_id)
