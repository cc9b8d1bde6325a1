"""What the cart listens to."""

from commerce.accounts.events import UserLoggedIn
from commerce.core.bus import on

from .services.basket_merge import merge_baskets


@on(UserLoggedIn)
def bring_cart_along(event: UserLoggedIn) -> None:
    merge_baskets(
        user_id=event.user_id, channel_id=event.channel_id, token_hash=event.cart_token_hash
    )
