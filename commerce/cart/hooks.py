"""What the cart listens to, and the charges that every shop may set."""

from commerce.accounts.events import AccountClosed, UserLoggedIn
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import on
from commerce.notifications.registry import register_kind
from commerce.tax.events import TaxesChanged

from .charges.cash_on_delivery import CASH_ON_DELIVERY
from .charges.gift_wrap import GIFT_WRAP
from .charges.small_order_fee import SMALL_ORDER_FEE
from .kinds import CART_LEFT
from .registry import register_charge
from .services.basket_merge import merge_baskets
from .services.privacy import export_person, forget_person
from .services.repricing import price_all_anew
from .services.saved import merge_saved

register_kind(CART_LEFT)
register_charge(GIFT_WRAP)
register_charge(SMALL_ORDER_FEE)
register_charge(CASH_ON_DELIVERY)


@on(TaxesChanged)
def price_anew(event: TaxesChanged) -> None:
    price_all_anew()


@on(UserLoggedIn)
def bring_cart_along(event: UserLoggedIn) -> None:
    for merge in (merge_baskets, merge_saved):
        merge(user_id=event.user_id, channel_id=event.channel_id, token_hash=event.cart_token_hash)


@keeps("carts")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
