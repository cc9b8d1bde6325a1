"""One order that staff are putting together for a customer who has rung up. Nothing was sent for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce.ordering.editing.wishes import MoreGoods
from commerce.ordering.models import DraftOrder
from commerce.ordering.services.drafts.preparing import DraftWish, begin, change

if TYPE_CHECKING:
    from commerce.ordering.review import Address
    from commerce.tenancy.models import Channel

ADDRESS: Final[Address] = {
    "first_name": "Nora",
    "last_name": "Beck",
    "company": "",
    "line1": "Am Deich 3",
    "line2": "",
    "city": "Bremen",
    "region": "",
    "postcode": "28199",
    "country": "DE",
    "phone": "",
}
WISH: Final = DraftWish(
    email="nora.beck@example.com",
    added=(MoreGoods("SE-101-MOSS-TWO-SEATER", 1),),
    address=ADDRESS,
    note="Rings back on Thursday about the colour.",
)


def prepare_one(*, channel: Channel) -> None:
    """Begin one draft, unless there is any."""
    if DraftOrder._base_manager.filter(channel=channel).exists():
        return
    draft = begin(channel=channel, locale="de", currency=channel.default_currency, actor=None)
    change(draft=draft, wish=WISH, version=draft.basket.version, actor=None)
