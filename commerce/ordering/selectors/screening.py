"""What the rules of a channel find about an order, and how people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from commerce.core.money import Money
from commerce.ordering.enums import FraudMatch, FraudRuleKind
from commerce.ordering.models import FraudRule
from commerce.oscar.order.models import Order
from commerce.payments.selectors.risks import orders_of_same_cards, raised_risks

if TYPE_CHECKING:
    from django.db.models import QuerySet

Finding = dict[str, Any]
Found = Finding | None


def rules_for(order_id: int) -> list[FraudRule]:
    """Return the rules that are in force in the channel of an order. One query."""
    rows = FraudRule._base_manager.filter(channel__orders=order_id, is_active=True)
    return list(rows.order_by("pk"))


def findings_of(order: Order, rules: list[FraudRule]) -> Iterator[Finding]:
    """Return what each of the rules has against an order; at most two queries a rule.

    The same however often and however late it is asked: only what was ordered before counts.
    """
    for rule in rules:
        found = CHECKS[FraudRuleKind(rule.kind)](order, rule)
        if found is not None:
            yield {"rule": rule.pk, "kind": rule.kind, **found}


def _countries(order: Order, _rule: FraudRule) -> Found:
    billed, sent = order.billing_address, order.shipping_address
    if billed is None or sent is None or billed.country_id == sent.country_id:
        return None
    return {"billed": billed.country_id, "sent": sent.country_id}


def _network(order: Order, _rule: FraudRule) -> Found:
    """Where nobody has told the country there is nothing to compare."""
    named = [each.country_id for each in (order.billing_address, order.shipping_address) if each]
    if not order.network_country or not named or order.network_country in named:
        return None
    return {"country": order.network_country, "billed": named[0], "sent": named[-1]}


def _orders(order: Order, rule: FraudRule) -> Found:
    number = _of_one_buyer(order, rule).count()
    if number <= (rule.number or 0):
        return None
    return {"match": rule.match, "hours": rule.hours, "number": number}


def _spent(order: Order, rule: FraudRule) -> Found:
    rows = _of_one_buyer(order, rule).filter(currency=rule.currency)
    sums = rows.aggregate(spent=Sum("total_incl_tax"))
    spent = Money(sums["spent"] or Decimal(0), rule.currency)
    if order.currency != rule.currency or spent <= rule.limit:
        return None
    return {"match": rule.match, "hours": rule.hours, "amount": str(spent)}


def _amount(order: Order, rule: FraudRule) -> Found:
    total = Money(order.total_incl_tax, order.currency)
    if order.currency != rule.currency or total <= rule.limit:
        return None
    return {"amount": str(total), "limit": str(rule.limit)}


def _guest(order: Order, rule: FraudRule) -> Found:
    """A guest is known by the e-mail address, and new if nobody has ordered with it."""
    if order.user_id is not None:
        return None
    found = _amount(order, rule)
    before = _before(order).filter(_with_email(order.email)).exclude(pk=order.pk)
    return None if found is None or before.exists() else found


def _risk(order: Order, _rule: FraudRule) -> Found:
    said = raised_risks(order.pk)
    return {"said": said[0]} if said else None


CHECKS: Final[dict[FraudRuleKind, Callable[[Order, FraudRule], Found]]] = {
    FraudRuleKind.COUNTRIES: _countries,
    FraudRuleKind.ORDERS: _orders,
    FraudRuleKind.SPENT: _spent,
    FraudRuleKind.AMOUNT: _amount,
    FraudRuleKind.GUEST: _guest,
    FraudRuleKind.NETWORK: _network,
    FraudRuleKind.RISK: _risk,
}


def _before(order: Order) -> QuerySet[Order]:
    """The orders of the channel up to this one, itself too; cancelled ones were tried as well."""
    rows: QuerySet[Order] = Order._base_manager.filter(channel=order.channel_id)
    return rows.filter(date_placed__lte=order.date_placed)


def _of_one_buyer(order: Order, rule: FraudRule) -> QuerySet[Order]:
    since = order.date_placed - timedelta(hours=rule.hours or 0)
    recent = _before(order).filter(date_placed__gt=since)
    match rule.match:
        case FraudMatch.EMAIL:
            return recent.filter(_with_email(order.email))
        case FraudMatch.ADDRESS:
            return recent.filter(_to_address(order))
    return recent.filter(pk__in=orders_of_same_cards(order.pk))


def _with_email(email: str) -> Q:
    return Q(guest_email__iexact=email, user=None) | Q(user__email__iexact=email)


def _to_address(order: Order) -> Q:
    """The same street, postcode and country, in capitals or not; nobody's where nothing is sent."""
    sent = order.shipping_address
    if sent is None:
        return Q(pk=None)
    return Q(
        shipping_address__line1__iexact=sent.line1,
        shipping_address__postcode__iexact=sent.postcode,
        shipping_address__country=sent.country_id,
    )


def in_words(finding: Mapping[str, Any]) -> str:
    """Return one finding as people of the language at hand read it."""
    text = _spoken(finding["kind"], finding.get("match", ""))
    return text % finding


def _spoken(kind: str, match: str) -> str:
    match kind:
        case FraudRuleKind.COUNTRIES:
            return _("Billed to %(billed)s, sent to %(sent)s")
        case FraudRuleKind.NETWORK:
            return _("Ordered from %(country)s, billed to %(billed)s, sent to %(sent)s")
        case FraudRuleKind.AMOUNT:
            return _("The order comes to %(amount)s, above %(limit)s")
        case FraudRuleKind.GUEST:
            return _("First order of a guest: %(amount)s, above %(limit)s")
        case FraudRuleKind.RISK:
            return _("The payment service says of the risk: %(said)s")
    return _spoken_of_buyer(kind, match)


def _spoken_of_buyer(kind: str, match: str) -> str:
    """What one buyer did within some hours."""
    match kind, match:
        case FraudRuleKind.ORDERS, FraudMatch.EMAIL:
            return _("Orders with this e-mail address within %(hours)s h: %(number)s")
        case FraudRuleKind.ORDERS, FraudMatch.ADDRESS:
            return _("Orders to this address within %(hours)s h: %(number)s")
        case FraudRuleKind.ORDERS, _m:
            return _("Orders with this card within %(hours)s h: %(number)s")
        case _k, FraudMatch.EMAIL:
            return _("Spent with this e-mail address within %(hours)s h: %(amount)s")
        case _k, FraudMatch.ADDRESS:
            return _("Spent on orders to this address within %(hours)s h: %(amount)s")
    return _("Spent with this card within %(hours)s h: %(amount)s")
