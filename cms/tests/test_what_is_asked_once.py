"""Whose channels these are, and whom somebody works for, is asked once in a request of the back office."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.accounts.models import Membership
from commerce.accounts.permissions import works_for
from commerce.accounts.services import ensure_membership
from commerce.core.request_cache import remembering
from commerce.tenancy.selectors import own_channels
from commerce.tenancy.services import ensure_tenant

from .conftest import make_channel


def queries_of(client, address):
    """Return what the second visit asks: the first one fills what processes keep."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(("address", "count"), [("/cms/", 66), ("/cms/pages/{}/", 39)])
def test_memberships_and_channels_are_asked_once(back_office, home, address, count):
    asked = queries_of(back_office, address.format(home.pk))

    assert sum('FROM "accounts_membership"' in sql for sql in asked) == 1
    assert len(asked) == count


def test_nothing_is_kept_beyond_a_request(back_office, marketer, channel, home):
    assert back_office.get("/cms/").status_code == 200

    ensure_membership(user=marketer, tenant_id=ensure_tenant(code="other", name="Other").pk)

    assert back_office.get("/cms/").status_code == 403


def test_what_a_request_changes_is_read_anew(marketer, channel, home):
    other = ensure_tenant(code="other", name="Other")
    ensure_membership(user=marketer, tenant_id=other.pk)
    with remembering():
        assert (works_for(marketer, channel.tenant_id), len(own_channels())) == (False, 1)

        with transaction.atomic():
            Membership.objects.filter(user=marketer).update(tenant=channel.tenant_id)
            make_channel(channel.tenant, home)
            assert (works_for(marketer, channel.tenant_id), len(own_channels())) == (True, 2)
            transaction.set_rollback(True)

        assert (works_for(marketer, channel.tenant_id), len(own_channels())) == (False, 1)
