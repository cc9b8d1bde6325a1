"""A legal entity, and an order of two lamps of its channel."""

import pytest

from commerce.cart.tests.goods import make_product, make_rates
from commerce.documents.enums import InvoiceMoment
from commerce.documents.models import DocumentRules, LegalEntity
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.address.models import Country
from commerce.oscar.order.models import Order


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path / "documents"


@pytest.fixture
def entity(channel):
    country, _is_new = Country.objects.get_or_create(
        iso_3166_1_a2="DE", defaults={"printable_name": "Germany", "is_shipping_country": True}
    )
    return LegalEntity.objects.create(
        tenant=channel.tenant,
        name="Reed & Rook GmbH",
        line1="Hafenstraße 12",
        postcode="20457",
        city="Hamburg",
        country=country,
        vat_id="DE123456789",
        iban="DE89370400440532013000",
    )


@pytest.fixture
def rules(channel, entity):
    return DocumentRules.objects.create(
        channel=channel, entity=entity, invoice_moment=InvoiceMoment.PAID
    )


class Reader(Customer):
    """A customer who reads documents."""

    token_of_order = ""

    def papers(self, number, rest="", token=None):
        token = self.token_of_order if token is None else token
        return self.call("get", f"orders/{number}/documents/{rest}?token={token}")


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Reader(api)


@pytest.fixture
def order(customer, channel):
    customer.add(make_product(channel, stock=5), 2)
    customer.review()
    customer.token_of_order = customer.place().json()["access_token"]
    return Order.objects.get()
