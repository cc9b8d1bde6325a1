"""What staff are told, and do about addresses that bounced."""

import pytest
from django.contrib.auth.models import Permission

from cms.services import setup_groups
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.catalogue.services.low_stock import tell_of_low_stock
from commerce.catalogue.tests.factories import make_product
from commerce.notifications.models import Notice, Suppression
from commerce.notifications.services.staff import tell_of_failing_provider
from commerce.oscar.partner.models import StockAlert, StockRecord

from .people import make_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, channel):
    """A member of staff with every right, at work."""
    user = make_user("clerk@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return user


def fail(channel):
    tell_of_failing_provider(configuration_id=1, tenant_id=channel.tenant_id, provider="sendgrid")


def test_a_failing_provider_is_told_to_the_tenants_staff_once_a_day(
    channel, other_channel, clerk, ines
):
    stranger = make_user("stranger@example.com", is_staff=True)
    ensure_membership(user=stranger, tenant_id=other_channel.tenant_id)
    seller = make_customer(channel, "seller@example.com")
    seller.user_permissions.add(Permission.objects.get(codename="dashboard_access"))

    fail(channel)
    fail(channel)

    notice = Notice.objects.get()
    assert (notice.user, notice.title) == (clerk, "SendGrid is failing")


def test_low_stock_is_told_once(channel, clerk):
    make_product(channel, "Small mug", stock=1)
    alert = StockAlert.objects.create(stockrecord=StockRecord.objects.get(), threshold=5)

    tell_of_low_stock(alert_id=alert.pk)
    tell_of_low_stock(alert_id=alert.pk)

    assert Notice.objects.get().title == "Small mug is running out"
    alert.close()
    Notice.objects.all().delete()
    tell_of_low_stock(alert_id=alert.pk)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("address", ["/dashboard/notices/", "/cms/notices/"])
def test_the_bell_of_both_back_offices_counts_and_is_read(client, channel, clerk, address):
    fail(channel)

    page = client.get(address)
    assert page.status_code == 200
    assert "SendGrid is failing" in page.content.decode()
    assert client.post(address).status_code == 302

    assert Notice.objects.get().read_at is not None
    assert "Mark all as read" not in client.get(address).content.decode()


def test_the_dashboard_says_how_much_is_unread(client, channel, clerk):
    fail(channel)

    assert 'badge-danger">1<' in client.get("/dashboard/").content.decode()


def test_customers_have_no_such_page(client, channel, ines):
    client.force_login(ines)

    for address in ("/dashboard/notices/", "/cms/notices/"):
        assert client.get(address).status_code == 302


@pytest.fixture
def suppressed(channel):
    setup_groups()
    return Suppression.objects.create(
        tenant=channel.tenant, medium="email", address="gone@example.com", reason="bounced"
    )


def test_staff_lift_a_suppression_with_a_reason(client, clerk, suppressed):
    address = f"/cms/suppressions/edit/{suppressed.pk}/"
    assert "gone@example.com" in client.get("/cms/suppressions/").content.decode()

    client.post(address, {"lifted_because": "  "})
    suppressed.refresh_from_db()
    assert suppressed.lifted_at is None

    assert client.post(address, {"lifted_because": "The mailbox is back."}).status_code == 302
    suppressed.refresh_from_db()
    assert (suppressed.lifted_by, suppressed.lifted_because) == (clerk, "The mailbox is back.")


def test_nobody_adds_or_deletes_one(client, clerk, suppressed):
    for address in ("/cms/suppressions/new/", f"/cms/suppressions/delete/{suppressed.pk}/"):
        client.post(address, {"lifted_because": "x"})

    assert Suppression.objects.count() == 1
