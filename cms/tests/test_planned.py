"""The calendar of everything planned, on its page and at an address for calendar programs."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from cms.models import CalendarFeed, Release
from cms.services import BannerContent, ensure_banner
from commerce.tenancy.services import ensure_tenant
from search.models import Placement

from .conftest import make_channel

JUNE = datetime(2030, 6, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def planned(channel, home, about):
    """One thing of each kind in June 2030."""
    about.title = "Later"
    about.go_live_at = JUNE
    about.save_revision().publish()
    banner = ensure_banner(
        channel=channel, locale="en", content=BannerContent(text="Ten percent", expire_at=JUNE)
    )
    release = Release.objects.create(
        channel=channel,
        name="Summer",
        starts_at=JUNE,
        state="planned",
        ends_at=JUNE.replace(day=20),
    )
    pin = Placement.objects.create(channel=channel, query="lamp", starts_at=JUNE)
    return {"page": about, "banner": banner, "release": release, "pin": pin}


def test_a_month_shows_what_is_planned_and_leads_to_it(back_office, channel, planned):
    text = " ".join(back_office.get("/cms/planned/?month=2030-06").content.decode().split())

    assert "<caption>June 2030</caption>" in text
    page, banner = planned["page"], planned["banner"]
    release, pin = planned["release"], planned["pin"]
    assert f'<a href="/cms/pages/{page.pk}/edit/">Page “About us”</a>: Goes live' in text
    address = f"/cms/snippets/cms/banner/edit/{banner.pk}/"
    assert f'<a href="{address}">Banner “Ten percent (en)”</a>: Expires' in text
    assert f'<a href="/cms/releases/{release.pk}/">Release “Summer”</a>: Goes live' in text
    assert f'<a href="/cms/releases/{release.pk}/">Release “Summer”</a>: Is taken back' in text
    assert f"/edit/{pin.pk}/" in text


def test_a_list_shows_three_months_and_only_the_channel_that_is_chosen(
    back_office, channel, home, planned
):
    other = make_channel(channel.tenant, home, "other")
    Release.objects.create(channel=other, name="Elsewhere", starts_at=JUNE, state="planned")

    every = back_office.get("/cms/planned/?month=2030-05&view=list").content.decode()
    mine = back_office.get(f"/cms/planned/?month=2030-05&view=list&channel={channel.code}")

    assert "Elsewhere" in every
    assert "Summer" in every
    assert "Elsewhere" not in mine.content.decode()
    assert "Summer" in mine.content.decode()


@pytest.mark.parametrize("month", ["", "2030", "2030-13", "9999-12", "x", "1999-01"])
def test_a_month_that_is_none_is_this_one(back_office, channel, home, month):
    answer = back_office.get("/cms/planned/", {"month": month})

    assert answer.status_code == 200
    assert answer.context["month"] == timezone.localdate().replace(day=1)


def test_nothing_of_other_tenants_is_told(back_office, channel, home):
    stranger = make_channel(ensure_tenant(code="stranger", name="Stranger"), home, "stranger")
    Release.objects.create(channel=stranger, name="Secret", starts_at=JUNE, state="planned")

    for query in ("", "&view=list", f"&channel={stranger.code}"):
        text = back_office.get(f"/cms/planned/?month=2030-06{query}").content.decode()
        assert "Secret" not in text


def test_calendar_programs_read_it_until_the_address_is_revoked(
    back_office, channel, home, marketer
):
    soon = (timezone.now() + timedelta(days=3)).replace(microsecond=0)
    name = "Summer; all of it, " + "أ" * 60
    release = Release.objects.create(channel=channel, name=name, starts_at=soon, state="planned")
    back_office.post("/cms/planned/", {"action": "make"})
    back_office.post("/cms/planned/", {"action": "make"})
    feeds = back_office.get("/cms/planned/").context["feeds"]
    assert len(feeds) == 1
    path = urlsplit(feeds[0][1]).path
    stranger = Client(SERVER_NAME="testserver")

    answer = stranger.get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    raw = answer.content.decode()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    lines = raw.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert f"UID:release-{release.pk}-live@{channel.code}" in lines
    assert f"DTSTART:{soon:%Y%m%dT%H%M%SZ}" in lines
    assert any(line.startswith("SUMMARY:Release “Summer\\; all of it\\, أ") for line in lines)

    back_office.post("/cms/planned/", {"action": "revoke"})

    assert stranger.get(path).status_code == 404
    assert stranger.get(path.replace(".ics", "x.ics")).status_code == 404
    assert stranger.post(path).status_code == 405
    assert CalendarFeed.objects.get().revoked_at is not None


def test_who_has_left_takes_the_calendar_along(back_office, channel, home, marketer):
    back_office.post("/cms/planned/", {"action": "make"})
    path = urlsplit(back_office.get("/cms/planned/").context["feeds"][0][1]).path
    marketer.groups.clear()

    assert Client(SERVER_NAME="testserver").get(path).status_code == 404
