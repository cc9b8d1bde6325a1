"""What can go wrong on the way to an order, and with an order."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class CartEmptyError(ConflictError):
    code = "cart_empty"
    message = _("The cart is empty.")


class CountryNotServedError(DomainError):
    code, status = "country_not_served", 422
    message = _("This shop does not send to %(country)s.")


class PostcodeOfAnotherCountryError(DomainError):
    code, status = "postcode_of_another_country", 422
    message = _("“%(postcode)s” is no postcode of %(country)s.")


class ShippingMethodUnavailableError(DomainError):
    code, status = "shipping_method_unavailable", 422
    message = _("This order cannot be sent by this method.")


class CheckoutIncompleteError(ConflictError):
    """`missing` names the steps that are not done."""

    code = "checkout_incomplete"
    message = _("Something is missing before this order can be placed.")


class TermsNotAcceptedError(ConflictError):
    """`version` is the one to agree to."""

    code = "terms_not_accepted"
    message = _("Please agree to the terms of this shop before you order.")


class TermsChangedError(ConflictError):
    """`version` is the one that is in force now."""

    code = "terms_changed"
    message = _("The terms of this shop have changed meanwhile. Please read them again.")


class CheckoutChangedError(ConflictError):
    """`changes` tells what differs from the order that was reviewed."""

    code = "checkout_changed"
    message = _("The order is not the one that was reviewed. Look at it again.")


class PickupPointUnavailableError(DomainError):
    code, status = "pickup_point_unavailable", 422
    message = _(
        "Parcels of this way of sending cannot wait there. Choose one of its pickup points."
    )


class NoPickupPointsError(DomainError):
    code, status = "no_pickup_points", 422
    message = _("This way of sending goes to your address, not to pickup points.")


class PickupPointGoneError(CheckoutChangedError):
    """Told before anything else: the rest of the checkout is what it was."""

    code = "pickup_point_gone"
    message = _("“%(name)s” takes no parcels any more. Choose another pickup point to order.")


class PaymentBeforeOrderError(DomainError):
    code, status = "payment_before_order", 422
    message = _("This is paid before the order is placed. Begin a payment of the checkout instead.")


class PaymentRefusedError(ConflictError):
    """`decline` is the code of why this cannot be paid in this way."""

    code = "payment_refused"
    message = _("This cannot be paid in this way: %(reason)s")


class CompletionNotFoundError(NotFoundError):
    """Also for what somebody else pays: the answer is the same."""

    code = "completion_not_found"
    message = _("There is no such payment.")


class NothingOwedError(ConflictError):
    code = "nothing_owed"
    message = _("Nothing is owed for this order any more.")


class OrderCancelledError(ConflictError):
    code = "order_cancelled"
    message = _("This order was cancelled. Nothing is to be paid for it.")


class PaymentFeeChangedError(ConflictError):
    """Choose the way to pay first: what it costs is a part of what is reviewed."""

    code = "payment_fee_changed"
    message = _("What this way to pay costs is not in the total. Choose it, and look again.")


class OrderDoesNotAddUpError(ConflictError):
    code = "order_does_not_add_up"
    message = _("The amounts of this order do not add up, so it cannot be placed.")


class InvalidFingerprintError(DomainError):
    code, status = "invalid_fingerprint", 422
    message = _("This fingerprint does not come from a review of this cart.")


class OrderNotFoundError(NotFoundError):
    """Also for orders of somebody else: the answer must not tell which numbers exist."""

    code = "order_not_found"
    message = _("There is no such order.")


class StatusChangeRefusedError(ConflictError):
    code = "status_change_refused"
    message = _("An order that is %(current)s cannot become %(wanted)s.")


class OrderClosedError(ConflictError):
    code = "order_closed"
    message = _("Nothing can be packed or cancelled any more: this order is %(state)s.")


class PaymentAwaitedError(ConflictError):
    """Goods leave once the money has come in, or is promised."""

    code = "payment_awaited"
    message = _("This order is packed once its payment has come in.")


class NothingChosenError(DomainError):
    code, status = "nothing_chosen", 422
    message = _("Choose at least one piece.")


class TooManyPiecesError(ConflictError):
    code = "too_many_pieces"
    message = _("%(name)s: only %(left)d left to pack.")


class FulfilmentNotFoundError(NotFoundError):
    code = "fulfilment_not_found"
    message = _("There is no such parcel.")


class FulfilmentStepRefusedError(ConflictError):
    code = "fulfilment_step_refused"
    message = _("A parcel that is %(current)s cannot become %(wanted)s.")


class OrderHasLeftError(ConflictError):
    """Only what is still in the house can be cancelled."""

    code = "order_has_left"
    message = _("A part of this order has been shipped. Cancel what is not shipped yet.")


class OrderPackedError(ConflictError):
    """Who ordered may cancel until the first piece is packed; what is later is for staff."""

    code = "order_packed"
    message = _("This order is being sent already, so it cannot be cancelled any more.")


class NothingToCancelError(ConflictError):
    code = "nothing_to_cancel"
    message = _("Everything of this order has been shipped.")


class StockShortageError(ConflictError):
    """The goods of an order cannot leave the house: they are not there."""

    code = "stock_shortage"
    message = _(
        "%(missing)d of %(sku)s are missing for this order. Correct the stock, or cancel the order."
    )


class AddressNotFoundError(NotFoundError):
    code = "address_not_found"
    message = _("There is no such address.")


class TooManyAddressesError(ConflictError):
    code = "too_many_addresses"
    message = _("There is room for %(limit)d addresses. Delete one first.")


class MoneyHasMovedError(ConflictError):
    """Somebody else has moved money of the order since this was decided."""

    code = "money_has_moved"
    message = _("Money of this order was moved meanwhile: %(available)s can still be given back.")


class NobodyToCreditError(ConflictError):
    code = "nobody_to_credit"
    message = _("Store credit belongs to an account, and this order was placed without one.")


class GiftCardsSpentError(ConflictError):
    """More would go back than is left: the gift cards that the order has sold were spent."""

    code = "gift_cards_spent"
    message = _(
        "Gift cards of this order would lose %(wanted)s, but only %(left)s of them is not spent yet."
        " Give back less."
    )


class OrderHeldError(ConflictError):
    """The order is stopped, by staff or by a rule; why is told to staff alone."""

    code = "order_held"
    message = _("This order is on hold: %(reason)s")


class OrderNotHeldError(ConflictError):
    code = "order_not_held"
    message = _("This order is not on hold.")


class TooManyTagsError(ConflictError):
    code = "too_many_tags"
    message = _("An order has %(most)d tags at most.")


class OrderNotEditableError(ConflictError):
    """An order can be changed until the first piece of it is packed."""

    code = "order_not_editable"
    message = _("This order cannot be changed any more: %(reason)s")


class NothingChangedError(DomainError):
    code, status = "nothing_changed", 422
    message = _("Nothing of the order would be different.")


class OrderChangedMeanwhileError(ConflictError):
    """What was looked at is not what would be saved now."""

    code = "order_changed_meanwhile"
    message = _("The order has changed since you looked at it. Look at the change again.")


class EmptyOrderError(DomainError):
    code, status = "order_would_be_empty", 422
    message = _("Nothing would be left. Cancel the order instead.")


class UnknownGoodsError(DomainError):
    code, status = "unknown_goods", 422
    message = _("“%(sku)s” is not sold in this order's channel.")


class GoodsWithoutPriceError(DomainError):
    code, status = "goods_without_price", 422
    message = _("“%(sku)s” has no price in %(currency)s.")


class GoodsWithoutTaxClassError(DomainError):
    code, status = "goods_without_tax_class", 422
    message = _("“%(sku)s” has no tax class. Give it one first.")


class GoodsSoldOutError(ConflictError):
    code = "goods_sold_out"
    message = _("%(name)s: only %(left)d more to be had.")


class GiftCardsNotEditableError(ConflictError):
    code = "gift_cards_not_editable"
    message = _("%(name)s is a gift card. Gift cards cannot be changed in an order.")


class PriceNotPossibleError(DomainError):
    code, status = "price_not_possible", 422
    message = _("%(amount)s is no possible price.")


class ReasonMissingError(DomainError):
    code, status = "reason_missing", 422
    message = _("%(name)s: say why the price is another one.")


class QuantityNotPossibleError(DomainError):
    code, status = "quantity_not_possible", 422
    message = _("%(name)s: between 0 and %(most)d pieces can be ordered.")


class AddressNotServedError(DomainError):
    code, status = "address_not_served", 422
    message = _("“%(method)s” cannot be used for this: %(reason)s")


class OtherTaxTreatmentError(ConflictError):
    """Prices would have to be other ones, because tax is in them at one address and not at the other."""

    code = "other_tax_treatment"
    message = _(
        "At this address the prices would be without tax, or with it. Cancel the order and place a"
        " new one."
    )


class TaxesUnknownError(ConflictError):
    code = "taxes_unknown"
    message = _("This order bears tax, but its channel tells none any more.")


class NoOrdersFoundError(DomainError):
    code, status = "no_orders_found", 422
    message = _("No orders were found.")


class TooManyOrdersError(DomainError):
    code, status = "too_many_orders", 422
    message = _("At most %(most)d orders at once: narrow the search.")


class TooManyFiltersError(ConflictError):
    code = "too_many_filters"
    message = _("At most %(most)d filters can be kept. Delete one first.")


class DraftNotFoundError(NotFoundError):
    """Also for drafts of other shops: the answer is the same."""

    code = "draft_not_found"
    message = _("There is no such draft.")


class DraftPlacedError(ConflictError):
    code = "draft_placed"
    message = _("This draft has become an order already.")


class DraftChangedMeanwhileError(ConflictError):
    """Somebody else has saved the draft since it was looked at."""

    code = "draft_changed_meanwhile"
    message = _("Somebody else has changed this draft meanwhile. Look at it again.")


class PriceNotPermittedError(DomainError):
    code, status = "price_not_permitted", 403
    message = _("You may not agree on prices.")


class LinkOverError(ConflictError):
    """The payment link of an order that staff have prepared is no longer valid."""

    code = "payment_link_over"
    message = _("This payment link has expired. Please ask the shop for a new one.")


class LinkNotOpenError(ConflictError):
    code = "payment_link_not_open"
    message = _("There is no open payment link of this order.")


class LinkDaysError(DomainError):
    code, status = "link_days", 422
    message = _("A payment link is valid for 1 to %(most)d days.")


class NothingToPayError(ConflictError):
    code = "nothing_to_pay"
    message = _("There is nothing to pay: place this order at once.")
