"""VAT ids at the checkout: their form, the register, reverse charge, and a register that is down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.cart.tests.goods import make_product, make_rates
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.selectors.taxes import list_taxes
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order
from commerce.tax.models import VatIdCheck
from infra.fakes.vies import Vies

from .factories import make_taxes

pytestmark = pytest.mark.django_db
FRENCH, GERMAN, OWN = "FR40303265045", "DE136695976", "DE136695976"


@pytest.fixture
def register(channel, start_fake):
    """The register's double, in use by the channel's tenant."""
    service = Vies()
    start_fake(service)
    saved = save_configuration(provider="vies", tenant_id=channel.tenant_id, values={})
    assert test_connection(configuration=saved).is_ok
    activate(configuration=saved)
    return service


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    make_taxes(channel, vat_id=OWN)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    return customer


def name_id(customer, vat_id):
    return customer.call("put", "checkout/vat-id/", {"vat_id": vat_id})


def rates(shown):
    rows = shown["totals"]["taxes"]
    return [(row["label"], row["percentage"], row["country"], row["tax"]["amount"]) for row in rows]


def test_a_business_next_door_owes_the_tax_itself(customer, channel, register):
    customer.say_where(country="FR")
    before = customer.say_how().json()
    assert rates(before) == [("VAT", "20", "FR", "7.49")]

    named = name_id(customer, "fr 40 303 265 045").json()
    placed = customer.place(named["fingerprint"]).json()

    assert (named["vat_id"]["id"], named["vat_id"]["state"]) == (FRENCH, "valid")
    assert named["vat_id"]["is_reverse_charge"] is True
    # Prices contain 19 % of home, which this buyer does not bear: twice 16.81, and 4.12 for shipping.
    assert rates(named) == rates(placed) == [("Reverse charge", "0", "FR", "0.00")]
    assert placed["totals"]["total"]["amount"] == "37.74"
    assert placed["vat_id"] == FRENCH
    check = VatIdCheck.objects.get()
    assert (check.state, check.requester) == ("valid", OWN)
    assert check.consultation_number == "WAPIAAAA00000001"
    order = Order.objects.get()
    assert order.taxation == {
        "is_net": False,
        "treatment": "reverse_charge",
        "country": "FR",
        "vat_id": FRENCH,
        "vat_check": check.public_id,
    }
    assert order.total_incl_tax == order.total_excl_tax == Decimal("37.74")
    assert [row.tax.amount for row in list_taxes(order=order)] == [0]


def test_a_confirmed_id_is_not_asked_for_again(customer, register):
    customer.say_where(country="FR")
    name_id(customer, FRENCH)
    name_id(customer, FRENCH)
    gone = name_id(customer, "").json()

    assert (len(register.received), VatIdCheck.objects.count()) == (1, 1)
    assert (gone["vat_id"], rates(gone)[0][1]) == (None, "20")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("FR40303265046", "vat_id_malformed"),
        ("hello", "vat_id_malformed"),
        ("XX123", "vat_id_malformed"),
        (GERMAN, "vat_id_of_another_country"),
        ("FR83404833048", "vat_id_unknown"),
    ],
)
def test_what_is_no_id_of_that_country_changes_nothing(customer, register, named, code):
    register.gone.add("FR83404833048")
    customer.say_where(country="FR")
    before = Basket.objects.get().checkout

    refused = name_id(customer, named)

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert Basket.objects.get().checkout == before


@pytest.mark.parametrize("trouble", ["broken", "garbled", "limited", "country", "absent"])
def test_a_register_that_is_down_charges_tax_and_holds_nothing_up(
    customer, channel, request, trouble
):
    if trouble != "absent":
        register = request.getfixturevalue("register")
        register.trouble = "" if trouble == "country" else trouble
        register.unavailable = {"FR"} if trouble == "country" else set()
    customer.say_where(country="FR")
    customer.say_how()

    named = name_id(customer, FRENCH).json()
    placed = customer.place(named["fingerprint"])

    assert (named["vat_id"]["state"], named["vat_id"]["is_reverse_charge"]) == (
        "unavailable",
        False,
    )
    assert "does not answer, so tax is charged" in named["vat_id"]["detail"]
    assert placed.status_code == 201
    assert rates(placed.json()) == [("VAT", "20", "FR", "7.49")]
    assert VatIdCheck.objects.get().state == "unavailable"


def test_an_id_does_not_help_in_another_country(customer, register):
    customer.say_where(country="FR")
    name_id(customer, FRENCH)

    moved = customer.say_where(country="DE").json()

    assert moved["vat_id"]["is_reverse_charge"] is False
    assert rates(moved) == [("VAT", "19", "DE", "6.39")]


def test_a_shop_without_taxes_takes_no_id(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel))

    assert name_id(customer, FRENCH).json()["code"] == "vat_id_not_taken"
