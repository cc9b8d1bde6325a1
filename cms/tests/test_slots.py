"""Personalised places: segments are told to the customer alone, and what was shown is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from cms.models import SlotCount
from cms.services import forget_slot_counts, keep_preview
from cms.viewing import Viewing
from commerce.accounts.models import Membership, User
from commerce.core.process_cache import forget_everything
from commerce.notifications.models import Consent, Segment
from commerce.notifications.selectors.segments import segment_key
from commerce.oscar.order.models import Order

from .conftest import make_channel
from .test_previews import open_draft, token_of

COUNTS = "/api/v1/content/slot-counts/"
SEGMENTS = "/api/v1/content/segments/"


def text(words):
    return [("rich_text", {"html": f"<p>{words}</p>"})]


@pytest.fixture
def regulars(channel):
    return Segment.objects.create(channel=channel, name="Regulars", conditions={"orders": "2"})


@pytest.fixture
def place(home, regulars):
    """The home page with a place for regulars and for a campaign."""
    variants = [
        {"name": "Regulars", "segment": regulars, "blocks": text("Back")},
        {"name": "Spring", "campaign": "spring", "visit": "signed_out", "blocks": text("Spring")},
        {"name": "Known", "visitor": "returning", "blocks": text("Again")},
        {"name": "New", "visitor": "new", "blocks": text("Welcome")},
    ]
    home.body = [("slot", {"name": "Top", "blocks": text("Hello"), "variants": variants})]
    home.save_revision().publish()
    forget_everything()
    return home


def value_of(api):
    answer = api.get("/api/v1/content/page/", {"path": "/"})
    assert answer.status_code == 200, answer.content
    return answer.json()["body"][0]["value"]


def ada(channel, *, orders=0):
    user = User.objects.create_user("ada@example.com", "a-long-password")
    Membership.objects.create(user=user, tenant=channel.tenant)
    for number in range(orders):
        Order.objects.create(
            number=f"R-{number}",
            user=user,
            channel=channel,
            currency="EUR",
            total_incl_tax=10,
            total_excl_tax=10,
            shipping_incl_tax=0,
            shipping_excl_tax=0,
        )
    return user


def test_segments_are_no_more_than_opaque_keys_in_the_page(api, place, regulars):
    known, led, again, new = value_of(api)["variants"]

    assert (known["segment"], known["campaign"]) == (segment_key(regulars.pk), None)
    assert (led["segment"], led["campaign"], led["visit"]) == (None, "spring", "signed_out")
    assert [one["visitor"] for one in (known, led, again, new)] == [
        "any",
        "any",
        "returning",
        "new",
    ]
    assert "Regulars" not in api.get("/api/v1/content/page/", {"path": "/"}).content.decode()


def test_only_the_customer_is_told_and_only_of_the_channels_segments(
    api, channel, place, regulars, about, django_assert_num_queries
):
    other = make_channel(channel.tenant, about)
    foreign = Segment.objects.create(channel=other, name="All")
    news = Segment.objects.create(channel=channel, name="News", conditions={"news": "True"})
    keys = [segment_key(each.pk) for each in (news, regulars, foreign)]
    asked = {"keys": ",".join([*keys, "made-up"])}
    user = ada(channel, orders=2)
    consent = {"tenant": channel.tenant, "user": user, "kind": "announcement", "medium": "email"}
    Consent.objects.create(**consent, is_given=True, wording="-", locale="en", source="preferences")

    assert api.get(SEGMENTS, asked).json() == {"segments": []}
    api.force_authenticate(user)
    with django_assert_num_queries(2):
        answer = api.get(SEGMENTS, asked)
    assert answer.json() == {"segments": keys[:2]}
    assert answer.headers["Cache-Control"] == "private, no-store"

    Consent.objects.create(
        **consent, is_given=False, wording="-", locale="en", source="preferences"
    )
    Order.objects.filter(number="R-1").update(status="cancelled")
    assert api.get(SEGMENTS, asked).json() == {"segments": []}


def test_who_has_ordered_is_no_longer_of_those_who_have_not(api, channel):
    fresh = Segment.objects.create(
        channel=channel, name="Fresh", conditions={"never_ordered": "True"}
    )
    key = segment_key(fresh.pk)
    user = ada(channel, orders=1)
    api.force_authenticate(user)
    assert api.get(SEGMENTS, {"keys": key}).json() == {"segments": []}
    Order.objects.update(status="cancelled")
    assert api.get(SEGMENTS, {"keys": key}).json() == {"segments": [key]}


def test_what_was_shown_is_added_up_by_day_and_told_to_the_marketer(
    api, channel, place, back_office
):
    value = value_of(api)
    default, regular = value["receipt"], value["variants"][0]["receipt"]
    tell(api, (default, 3, 0), (regular, 8, 1))
    tell(api, (regular, 4, 2), (default + "0", 500, 500), ("x", 1, 1))

    rows = SlotCount.objects.order_by("variant").values_list("variant", "shown", "clicked", "day")
    today = timezone.localdate()
    key = value["variants"][0]["key"]
    assert list(rows) == [("", 3, 0, today), (key, 12, 3, today)]
    page = back_office.get(reverse("cms_slots"), {"page": place.pk}).content.decode()
    page = page.split('<table class="listing">')[1]
    cells = [one.split("</td>")[0].strip() for one in page.split("<td>")[1:]]
    assert cells[1:6] == ["Top", "For everybody else", "3", "0", "0.0 %"]
    assert cells[7:12] == ["Top", "Regulars", "12", "3", "25.0 %"]
    assert cells[13:18] == ["Top", "Spring", "0", "0", "Not shown yet"]

    place.body = []
    place.save_revision().publish()
    page = (
        back_office.get(reverse("cms_slots")).content.decode().split('<table class="listing">')[1]
    )
    cells = [one.split("</td>")[0].strip() for one in page.split("<td>")[1:]]
    assert cells[1:] == ["<em>No longer on the page</em>", "All variants", "15", "3", "20.0 %"]
    editor = reverse("wagtailadmin_pages:edit", args=[place.pk])
    counts_of_page = f"{reverse('cms_slots')}?page={place.pk}"
    assert counts_of_page in back_office.get(editor).content.decode()

    SlotCount.objects.update(day=today - timedelta(days=401))
    assert "No longer on the page" not in back_office.get(reverse("cms_slots")).content.decode()
    assert forget_slot_counts() == 2
    assert counts_of_page not in back_office.get(editor).content.decode()


def tell(api, *counts):
    cache.clear()
    body = [dict(zip(("receipt", "shown", "clicked"), each, strict=True)) for each in counts]
    answer = api.post(COUNTS, {"counts": body}, format="json")
    assert answer.status_code == 204, answer.content


def test_receipts_of_another_channel_and_of_pages_that_are_gone_count_nothing(
    api, channel, place, about
):
    receipt = value_of(api)["receipt"]
    other = make_channel(channel.tenant, about)
    body = {"counts": [{"receipt": receipt, "shown": 1, "clicked": 0}]}
    assert (
        api.post(COUNTS, body, format="json", headers={"host": "other.example"}).status_code == 204
    )
    too_many = {"counts": [{"receipt": receipt, "shown": 501, "clicked": 0}]}
    assert api.post(COUNTS, too_many, format="json").status_code == 400
    assert not SlotCount._base_manager.exists()
    assert other.pk != channel.pk


def shown(value):
    """What each variant says, and of which visit it asks the browser."""
    return [(one["blocks"][0]["value"]["html"][3:-4], one["visitor"]) for one in value["variants"]]


def test_a_draft_is_seen_as_one_of_a_segment_and_never_counted(
    api, place, regulars, back_office, marketer
):
    edit = back_office.get(reverse("wagtailadmin_pages:edit", args=[place.pk])).content.decode()
    assert f'<option value="{regulars.pk}">Regulars</option>' in edit
    beside = {"is_editing": True, "edit_url": "", "checker": ""}

    def look(mode):
        viewing = Viewing.read(mode)
        address = keep_preview(user=marketer, draft=place, viewing=viewing, beside=beside)
        return open_draft(api, token_of(address)).json()["page"]["body"][0]["value"]

    plain, seen = look(""), look(f"segment={regulars.pk}")
    assert [one["segment"] for one in plain["variants"][:2]] == [segment_key(regulars.pk), None]
    # Whoever is of a segment is signed in, and has been here before.
    assert shown(seen) == [("Back", "any"), ("Again", "any")]
    assert shown(look("visitor=new")) == [("Back", "any"), ("Spring", "any"), ("Welcome", "any")]
    assert shown(look("visitor=returning"))[2:] == [("Again", "any")]
    assert shown(plain)[2:] == [("Again", "returning"), ("Welcome", "new")]
    with pytest.raises(ValueError, match="visitor=nobody"):
        Viewing.read("visitor=nobody")
    assert (plain["receipt"], seen["variants"][0]["receipt"]) == (None, None)
