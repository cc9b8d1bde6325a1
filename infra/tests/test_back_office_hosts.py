"""Which shop a back office works on is the host's business, not the browser's."""

import pytest
from django.test import Client

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.catalogue.tests.factories import make_product


@pytest.fixture
def superuser(channel):
    user = make_user(is_staff=True, is_superuser=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client = Client(SERVER_NAME="testserver")
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", ["/dashboard/catalogue/", "/cms/", "/django-admin/"])
@pytest.mark.parametrize("key", ["", "guessed"])
def test_a_header_that_is_not_believed_opens_no_other_shop(
    superuser,
    other_channel,
    address,
    key,
):
    make_product(other_channel, "Foreign lamp")
    headers = {"X-Channel": other_channel.code, "X-Channel-Key": key}

    answer = superuser.get(address, headers=headers)

    assert answer.status_code == 403
    assert "Foreign lamp" not in answer.content.decode()
    assert superuser.get(address).status_code == 200


def test_one_can_still_sign_in_there(other_channel):
    client = Client(SERVER_NAME="testserver")

    assert client.get("/dashboard/login/", headers={"X-Channel": "x"}).status_code == 200
