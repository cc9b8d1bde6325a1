"""One refresh token in several servers at once, on PostgreSQL."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from commerce.accounts.models import LoginSession
from commerce.accounts.services import start_session
from commerce.accounts.tests.factories import make_user
from commerce.core.tests.processes import Stage, acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def refresh(token):
    return APIClient(SERVER_NAME="testserver").post("/api/v1/auth/refresh/", {"refresh": token})


def test_both_of_two_servers_get_an_answer_that_works(channel):
    token = start_session(user=make_user(), channel=channel).refresh

    def present(stage: Stage) -> None:
        stage.pause("ready")
        pair = refresh(token).json()
        stage.pause(f"{pair['refresh']} {pair['access']}")

    with acting(present) as one, acting(present) as two:
        assert [one.reach(), two.reach()] == ["ready", "ready"]
        one.go_on()
        two.go_on()
        pairs = [one.reach().split(), two.reach().split()]
        one.go_on()
        two.go_on()
        assert [one.finish(), two.finish()] == [0, 0]

    assert pairs[0][0] == pairs[1][0]
    for _refresh, access in pairs:
        me = APIClient(SERVER_NAME="testserver").get(
            "/api/v1/auth/me/", HTTP_AUTHORIZATION=f"Bearer {access}"
        )
        assert me.status_code == 200
    assert refresh(pairs[0][0]).status_code == 200
    assert LoginSession.objects.get().ended_at is None
