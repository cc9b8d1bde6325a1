"""The number that answers are kept under."""

import pytest

from search.models import SearchState
from search.selectors.state import get_search_version
from search.services.state import _begin_or_raise, raise_search_version

pytestmark = pytest.mark.django_db


def test_a_channel_begins_at_none_and_grows_by_one(channel, django_assert_num_queries):
    assert get_search_version(channel=channel) == 0

    raise_search_version(channel.pk)
    assert get_search_version(channel=channel) == 1

    with django_assert_num_queries(1):
        raise_search_version(channel.pk)
    with django_assert_num_queries(1):
        assert get_search_version(channel=channel) == 2


def test_two_processes_that_begin_at_once_both_count(channel):
    """The row appears between looking for it and making it."""
    SearchState.objects.create(channel=channel)

    _begin_or_raise(channel.pk)

    assert get_search_version(channel=channel) == 2
