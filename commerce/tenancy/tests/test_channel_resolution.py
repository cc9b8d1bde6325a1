"""Each request is for exactly one channel."""

import pytest
from wagtail.models import Locale, Page

from commerce.core.process_cache import forget_everything
from commerce.tenancy import selectors, services
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.models import Channel

KEY = "testing-channel-key"


@pytest.fixture
def other_channel(channel):
    page = Page.objects.get(depth=1).add_child(
        instance=Page(title="Other", slug="other", locale=Locale.objects.get(language_code="en"))
    )
    other = services.ensure_channel(
        tenant=services.ensure_tenant(code="other", name="Other"),
        root_page=page,
        settings=services.ChannelSettings(
            code="other",
            name="Other shop",
            hostname="other.example.com",
            locales=["fr"],
            currencies=["USD"],
            countries=["US"],
        ),
    )
    forget_everything()
    return other


def channel_code(client, **headers):
    answer = client.get("/api/v1/channel/", headers=headers)
    return answer.status_code, answer.json()["code"]


@pytest.mark.django_db
def test_the_host_decides(client, channel, other_channel):
    assert channel_code(client, host="other.example.com") == (200, "other")
    assert channel_code(client, host="OTHER.example.com:8443") == (200, "other")


@pytest.mark.django_db
def test_an_unclaimed_host_is_the_default_channel(client, channel, other_channel):
    assert channel_code(client, host="nobody.example.com") == (200, channel.code)


@pytest.mark.django_db
def test_a_trusted_front_end_names_the_channel(client, channel, other_channel):
    assert channel_code(client, **{"X-Channel": "other", "X-Channel-Key": KEY}) == (200, "other")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "wrong", KEY + " "])
def test_the_header_without_its_key_is_refused(client, channel, other_channel, key):
    status, code = channel_code(client, **{"X-Channel": "other", "X-Channel-Key": key})

    assert (status, code) == (400, "untrusted_channel_header")


@pytest.mark.django_db
def test_an_unknown_channel_is_a_problem(client, channel):
    answer = client.get("/api/v1/channel/", headers={"X-Channel": "nope", "X-Channel-Key": KEY})

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unknown_channel"


@pytest.mark.django_db
def test_without_any_channel_only_health_answers(client):
    Channel.objects.all().delete()
    forget_everything()

    assert client.get("/api/v1/channel/").json()["code"] == "unknown_channel"
    assert client.get("/api/v1/health/live").status_code == 200


@pytest.mark.django_db
def test_resolution_costs_no_query_once_known(client, channel, django_assert_num_queries):
    selectors.get_channel_for_host(host="anything")

    with django_assert_num_queries(0):
        assert selectors.get_channel_for_host(host="anything") == channel
        assert selectors.get_channel(code=channel.code) == channel


@pytest.mark.django_db
def test_the_current_channel_ends_with_its_block(channel, other_channel):
    with selectors.channel_context(other_channel):
        assert selectors.current_channel() == other_channel
        assert selectors.current_tenant_id() == other_channel.tenant_id

    assert selectors.current_channel() == channel


@pytest.mark.django_db
def test_ensuring_a_channel_twice_changes_nothing(channel, other_channel):
    before = (Channel.objects.count(), other_channel.public_id)

    again = services.ensure_channel(
        tenant=other_channel.tenant,
        root_page=other_channel.site.root_page,
        settings=services.ChannelSettings(
            code="other",
            name="Other shop",
            hostname="other.example.com",
            locales=["fr"],
            currencies=["USD"],
            countries=["US"],
        ),
    )

    assert (Channel.objects.count(), again.public_id) == before


@pytest.mark.django_db
def test_an_unknown_code_raises(channel):
    with pytest.raises(UnknownChannelError):
        selectors.get_channel(code="nope")
