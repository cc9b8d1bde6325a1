"""What customers have saved to pay with: kept by the payment services, never here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import structlog
from django.db import transaction
from django.utils import timezone
from ulid import ULID

from commerce.integrations.errors import ProviderError
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.shapes import SavedMethod
from commerce.payments.errors import (
    PaymentServiceAwayError,
    SavedMethodNotFoundError,
    UnknownPaymentMethodError,
)
from commerce.payments.models import PaymentSession, ProviderCustomer
from commerce.payments.registry import (
    PaymentGateway,
    configuration_of,
    get_gateway,
    list_gateways,
    name_for_shoppers,
)
from commerce.payments.shapes import SavedMethodJson, SavingJson, SavingWay

if TYPE_CHECKING:
    from commerce.accounts.models import User

logger = structlog.get_logger(__name__)


def list_saved_methods(*, user: User, channel_id: int) -> list[SavedMethodJson]:
    """Ask the channel's payment services what the customer may pay with again.

    Asks outside of any transaction, and nobody at all for who has never saved anything. What a
    service keeps that does not answer is left out: everything else can still be paid with.
    """
    found: list[SavedMethodJson] = []
    for provider, customer in _customers(user, channel_id):
        try:
            rows = provider.list_saved(customer.reference)
        except ProviderError as error:
            logger.warning("saved_methods_not_seen", reason=str(error), provider=provider.code)
            continue
        found += [_json(provider.code, row, customer.preferred) for row in rows]
    return found


def list_saving_ways(*, channel_id: int) -> list[SavingWay]:
    """Return the channel's ways to pay of which customers can save something without paying."""
    return [
        {"code": gateway.code, "name": name_for_shoppers(gateway)}
        for gateway in list_gateways(channel_id)
        if isinstance(gateway, PaymentProvider) and gateway.can.saves_methods
    ]


def prefer_saved_method(*, user: User, channel_id: int, reference: str) -> None:
    """Let the customer pay with this one first, and with no other of the channel. Twice is once.

    Asks outside of any transaction whether it is theirs. Raises SavedMethodNotFoundError and
    PaymentServiceAwayError.
    """
    own = list(_customers(user, channel_id))
    keeper = next((row for each, row in own if _keeps(each, row, reference)), None)
    if keeper is None:
        raise SavedMethodNotFoundError
    with transaction.atomic():
        rows = ProviderCustomer.objects.filter(pk__in=[row.pk for _provider, row in own])
        rows.exclude(pk=keeper.pk).update(preferred="")
        rows.filter(pk=keeper.pk).update(preferred=reference)


def begin_saving(*, user: User, channel_id: int, method: str) -> SavingJson:
    """Let the customer save something to pay with without paying: the service's script does it.

    Asks outside of any transaction. Who is new there gets a name, which is kept before anything is
    saved under it. Raises UnknownPaymentMethodError for what saves nothing, and
    PaymentServiceAwayError.
    """
    gateway = get_gateway(method, channel_id=channel_id)
    if not isinstance(gateway, PaymentProvider) or not gateway.can.saves_methods:
        raise UnknownPaymentMethodError(pointer="/payment_method")
    try:
        step = gateway.begin_saving(_customer_at(gateway, user), key=f"save_{ULID()}")
    except ProviderError as error:
        raise PaymentServiceAwayError from error
    return {"method": gateway.code, "next_step": {"client": dict(step.client)}}


def forget_saved_method(*, user: User, channel_id: int, reference: str) -> None:
    """Have a saved method of the customer forgotten where it is kept.

    Asks outside of any transaction. Raises SavedMethodNotFoundError, also for somebody else's, and
    PaymentServiceAwayError.
    """
    for provider, customer in _customers(user, channel_id):
        if _keeps(provider, customer, reference):
            try:
                provider.forget_saved(customer.reference, reference)
            except ProviderError as error:
                raise PaymentServiceAwayError from error
            return
    raise SavedMethodNotFoundError


def customer_of(*, gateway: PaymentGateway, payer_id: int | None, instrument: str) -> str:
    """Return the service's name for a payer who saves something or pays with it; empty for a new one.

    Raises SavedMethodNotFoundError for whoever cannot have saved what they want to pay with.
    """
    found: str | None = None
    if payer_id is not None:
        rows = ProviderCustomer.objects.filter(
            user_id=payer_id, gateway=gateway.code, configuration=configuration_of(gateway)
        )
        found = rows.values_list("reference", flat=True).first()
    if instrument and not found:
        raise SavedMethodNotFoundError(pointer="/saved_method")
    return found or ""


def remember_customer(session: PaymentSession) -> None:
    """Keep what the service calls the payer; the first name stays."""
    if session.payer_id is not None and session.customer:
        ProviderCustomer.objects.get_or_create(
            user_id=session.payer_id,
            configuration=session.configuration,
            defaults={"gateway": session.gateway, "reference": session.customer},
        )


def _customer_at(provider: PaymentProvider[Any], user: User) -> str:
    """Whoever is faster gives the name; two at once ask with one key."""
    if known := customer_of(gateway=provider, payer_id=user.pk, instrument=""):
        return known
    configuration = configuration_of(provider)
    made = provider.introduce(user.email, key=f"{configuration}-{user.pk}")
    row, _created = ProviderCustomer.objects.get_or_create(
        user=user,
        configuration=configuration,
        defaults={"gateway": provider.code, "reference": made},
    )
    return row.reference


def _keeps(provider: PaymentProvider[Any], customer: ProviderCustomer, reference: str) -> bool:
    try:
        rows = provider.list_saved(customer.reference)
    except ProviderError as error:
        raise PaymentServiceAwayError from error
    return any(row.reference == reference for row in rows)


def _json(method: str, saved: SavedMethod, preferred: str) -> SavedMethodJson:
    return {
        "id": saved.reference,
        "method": method,
        "label": saved.label,
        "brand": saved.brand,
        "last_four": saved.last_four,
        "expires": saved.expires,
        "is_expired": saved.expires is not None and saved.expires < timezone.localdate(),
        "is_default": saved.reference == preferred,
    }


def _customers(
    user: User, channel_id: int
) -> Iterator[tuple[PaymentProvider[Any], ProviderCustomer]]:
    known = {row.configuration: row for row in ProviderCustomer.objects.filter(user=user)}
    for gateway in list_gateways(channel_id) if known else ():
        customer = known.get(configuration_of(gateway))
        if isinstance(gateway, PaymentProvider) and gateway.can.saves_methods and customer:
            yield gateway, customer
