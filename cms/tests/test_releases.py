"""Releases: put together, published and rolled back as one, through the back office."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex

from cms import services
from cms.enums import MenuKey, ReleaseState
from cms.errors import ReleaseStateError
from cms.models import Banner, Preview, Release, ReleaseItem
from cms.registry import find_release_kind
from cms.services import BannerContent, PageContent, ensure_banner, ensure_menu, ensure_page
from cms.tasks import publish_scheduled
from commerce.accounts.models import User
from commerce.catalogue.services.catalogue import set_price
from commerce.catalogue.tests.factories import make_product
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.partner.models import StockRecordPrice
from commerce.oscar.voucher.models import Voucher
from commerce.tenancy.services import ensure_tenant
from search.models import Placement

from .conftest import make_channel


@pytest.fixture
def release(channel):
    return Release.objects.create(channel=channel, name="Autumn")


@pytest.fixture
def boss(back_office):
    """The marketer's client, with the rights of staff on what is sold."""
    User.objects.filter(email="mara@example.com").update(is_staff=True)
    return back_office


def put(client, release, kind, *rows):
    keys = [row.pk for row in rows]
    return client.post(f"/cms/releases/{release.pk}/choose/{kind}/", {"row": keys})


def act(client, release, action, **more):
    address = f"/cms/releases/{release.pk}/"
    return client.post(address, {"action": action, **more}, follow=True)


def state_of(release):
    return Release.objects.get(pk=release.pk).state


def draft(page, title):
    page.title = title
    return page.save_revision()


def title_of(api, path):
    answer = api.get("/api/v1/content/page/", {"path": path})
    return answer.json().get("title"), answer.status_code


def make_offer(channel, name, **fields):
    goods = Range.objects.create(tenant=channel.tenant, name=name, includes_all_products=True)
    return ConditionalOffer.objects.create(
        channel=channel,
        name=name,
        condition=Condition.objects.create(range=goods, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=goods, type=Benefit.PERCENTAGE, value=10),
        **fields,
    )


def make_voucher(channel, ends_at):
    return Voucher.objects.create(
        channel=channel,
        name="Autumn",
        code="AUTUMN",
        start_datetime=timezone.now() + timedelta(days=10),
        end_datetime=ends_at,
    )


def make_price(channel, amount):
    stock = make_product(channel, "Fen lamp").stockrecords.get()
    return set_price(stockrecord=stock, channel=channel, price=Money(Decimal(amount), "EUR"))


def test_everything_goes_live_at_once_and_comes_back_at_once(
    api, boss, channel, release, home, about, picture
):
    banner = Banner.objects.create(
        channel=channel, locale=Locale.get_default(), text="Ten percent", live=False
    )
    banner.save_revision()
    menu = ensure_menu(channel=channel, key=MenuKey.FOOTER, locale="en", items=[])
    price = make_price(channel, "120.00")
    offer = make_offer(channel, "Three for two", status=ConditionalOffer.SUSPENDED)
    voucher = make_voucher(channel, timezone.now() + timedelta(days=20))
    starts = voucher.start_datetime
    pin = Placement.objects.create(channel=channel, query="lamp", is_active=False)
    draft(about, "Autumn with us")
    for kind, row in (
        *(("page", about), ("banner", banner), ("menu", menu), ("price", price)),
        *(("offer", offer), ("voucher", voucher), ("search_pin", pin)),
    ):
        put(boss, release, kind, row)
    item = release.items.get(kind="price")
    boss.post(f"/cms/releases/{release.pk}/items/{item.pk}/", {"amount": "99", "compare_at": "120"})
    before = OutboxEvent.objects.count()

    answer = act(boss, release, "publish")

    assert "“Autumn” is live." in answer.content.decode()
    assert title_of(api, "/about/") == ("Autumn with us", 200)
    banners = api.get("/api/v1/content/banners/").json()
    assert [one["text"] for one in banners["results"]] == ["Ten percent"]
    price.refresh_from_db()
    assert (price.amount, price.compare_at) == (Decimal("99.00"), Decimal("120.00"))
    offer.refresh_from_db()
    voucher.refresh_from_db()
    pin.refresh_from_db()
    assert (offer.status, voucher.is_active(), pin.is_active) == ("Open", True, True)
    topics = set(OutboxEvent.objects.order_by("pk")[before:].values_list("topic", flat=True))
    assert {"cms.page_published", "cms.banner_changed", "cms.release_published"} <= topics

    act(boss, release, "roll_back")

    assert state_of(release) == ReleaseState.ROLLED_BACK
    assert title_of(api, "/about/") == ("About us", 200)
    assert api.get("/api/v1/content/banners/").json()["results"] == []
    price.refresh_from_db()
    assert (price.amount, price.compare_at) == (Decimal("120.00"), None)
    offer.refresh_from_db()
    voucher.refresh_from_db()
    pin.refresh_from_db()
    assert (offer.status, voucher.start_datetime, pin.is_active) == ("Suspended", starts, False)
    about.refresh_from_db()
    assert about.get_latest_revision_as_object().title == "Autumn with us"


def test_one_thing_that_cannot_go_live_keeps_all_others_back(
    api, back_office, channel, release, home, about
):
    gone = ensure_page(parent=home, slug="gone", content=PageContent(title="Gone"))
    late = ensure_page(parent=home, slug="late", content=PageContent(title="Late"))
    locked = ensure_page(parent=home, slug="locked", content=PageContent(title="Locked"))
    draft(about, "Autumn with us")
    late.go_live_at = timezone.now() + timedelta(days=2)
    draft(late, "Later")
    put(back_office, release, "page", about, gone, late, locked)
    type(locked).objects.filter(pk=locked.pk).update(locked=True, locked_by=None)
    gone.delete()
    before = OutboxEvent.objects.count()

    text = act(back_office, release, "publish").content.decode()

    assert "“Gone (en)” was deleted." in text
    assert "“Later (en)” has a later date of its own" in text
    assert "“Locked (en)” is locked." in text
    assert title_of(api, "/about/") == ("About us", 200)
    assert state_of(release) == ReleaseState.OPEN
    assert OutboxEvent.objects.count() == before
    assert not ReleaseItem.objects.exclude(before=None).exists()


def test_a_draft_that_is_not_valid_takes_all_back(api, back_office, release, home, about):
    other = ensure_page(parent=home, slug="other", content=PageContent(title="Other"))
    revision = draft(about, "Autumn with us")
    bad = draft(other, "Other")
    bad.content = {**bad.content, "slug": "about"}
    bad.save(update_fields=["content"])
    put(back_office, release, "page", about, other)

    text = act(back_office, release, "publish").content.decode()

    assert "“Other (en)”" in text
    assert title_of(api, "/about/") == ("About us", 200)
    about.refresh_from_db()
    assert about.live_revision_id != revision.pk
    assert state_of(release) == ReleaseState.OPEN


def test_who_may_not_publish_one_of_them_publishes_none(api, back_office, channel, release, about):
    price = make_price(channel, "120.00")
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    put(back_office, release, "price", price)
    assert list(release.items.values_list("kind", flat=True)) == ["page"]
    ReleaseItem.objects.create(
        release=release,
        kind="price",
        object_id=price.pk,
        title="Lamp",
        change={"amount": "1.00", "compare_at": None},
    )

    text = act(back_office, release, "publish").content.decode()

    assert "You may not publish “Fen lamp" in text
    assert title_of(api, "/about/") == ("About us", 200)
    assert StockRecordPrice.objects.get(pk=price.pk).amount == Decimal("120.00")


def test_an_editor_puts_together_what_others_publish(client, channel, release, about, marketer):
    user = User.objects.create_user("edda@example.com", "a-long-password")
    user.groups.add(Group.objects.get(name="Editors"))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    office = Client(SERVER_NAME="testserver")
    office.force_login(user)
    draft(about, "Autumn with us")

    assert office.get(f"/cms/put-into-release/page/{about.pk}/").status_code == 200
    office.post(f"/cms/put-into-release/page/{about.pk}/", {"release": release.pk})
    refused = office.post(f"/cms/releases/{release.pk}/", {"action": "publish"})

    chosen = office.get(f"/cms/releases/{release.pk}/choose/page/?q=Home").content.decode()
    assert "Home (en)" in chosen
    assert list(release.items.values_list("kind", "object_id")) == [("page", about.pk)]
    assert refused.status_code in (302, 403)
    assert state_of(release) == ReleaseState.OPEN


def test_what_was_changed_since_is_asked_about(api, back_office, channel, release, home, about):
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Before"))
    banner.text = "During"
    banner.save_revision()
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    put(back_office, release, "banner", banner)
    act(back_office, release, "publish")
    about.refresh_from_db()
    draft(about, "Written since").publish()

    asked = act(back_office, release, "roll_back").content.decode()

    assert "Changed since the release: Written since (en)." in asked
    assert state_of(release) == ReleaseState.PUBLISHED
    assert title_of(api, "/about/") == ("Written since", 200)

    act(back_office, release, "roll_back", changed="keep")

    assert title_of(api, "/about/") == ("Written since", 200)
    assert Banner.objects.get(pk=banner.pk).text == "Before"
    assert state_of(release) == ReleaseState.ROLLED_BACK


def test_what_was_changed_since_can_be_rolled_back_too(api, back_office, release, home, about):
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    act(back_office, release, "publish")
    about.refresh_from_db()
    draft(about, "Written since").publish()

    act(back_office, release, "roll_back", changed="overwrite")

    assert title_of(api, "/about/") == ("About us", 200)


def test_the_second_publisher_changes_nothing(back_office, marketer, release, home, about):
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    seen_before = Release.objects.get(pk=release.pk)
    act(back_office, release, "publish")
    published = Release.objects.get(pk=release.pk).published_at
    before = OutboxEvent.objects.count()

    with pytest.raises(ReleaseStateError):
        services.publish_release(release=seen_before, actor=marketer)

    assert "so nothing was done" in act(back_office, release, "publish").content.decode()
    assert Release.objects.get(pk=release.pk).published_at == published
    assert OutboxEvent.objects.count() == before


def test_the_clock_publishes_the_drafts_of_the_planning_and_takes_them_back(
    api, back_office, release, home, about
):
    Release.objects.filter(pk=release.pk).update(
        starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=2)
    )
    draft(about, "Approved")
    put(back_office, release, "page", about)
    act(back_office, release, "plan")
    draft(about, "Not approved")
    publish_scheduled()
    assert title_of(api, "/about/") == ("About us", 200)
    refused = put(back_office, release, "page", home)
    assert refused.status_code == 302
    assert release.items.count() == 1

    Release.objects.filter(pk=release.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled()

    assert title_of(api, "/about/") == ("Approved", 200)

    Release.objects.filter(pk=release.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()

    assert title_of(api, "/about/") == ("About us", 200)
    assert state_of(release) == ReleaseState.ROLLED_BACK


def test_a_planned_release_that_cannot_happen_says_so_once(
    api, back_office, marketer, release, home, about
):
    Release.objects.filter(pk=release.pk).update(starts_at=timezone.now() + timedelta(hours=1))
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    act(back_office, release, "plan")
    marketer.groups.clear()
    Release.objects.filter(pk=release.pk).update(starts_at=timezone.now() - timedelta(minutes=1))

    publish_scheduled()
    publish_scheduled()

    now = Release.objects.get(pk=release.pk)
    assert (now.state, now.problem) == (
        ReleaseState.PLANNED,
        "Nothing was published. You may not publish “Autumn with us (en)”.",
    )
    assert title_of(api, "/about/") == ("About us", 200)


def test_the_end_of_a_release_may_not_be_past(api, back_office, release, home, about):
    draft(about, "Autumn with us")
    put(back_office, release, "page", about)
    Release.objects.filter(pk=release.pk).update(ends_at=timezone.now() - timedelta(days=1))

    text = act(back_office, release, "publish").content.decode()

    assert "The end of the release is past." in text
    assert title_of(api, "/about/") == ("About us", 200)


def test_two_releases_with_the_same_page_see_each_other(back_office, channel, release, about):
    now = timezone.now()
    other = Release.objects.create(
        channel=channel, name="Winter", starts_at=now + timedelta(days=5)
    )
    later = Release.objects.create(
        channel=channel, name="Spring", starts_at=now + timedelta(days=90)
    )
    Release.objects.filter(pk=other.pk).update(ends_at=now + timedelta(days=30))
    for one in (release, other, later):
        put(back_office, one, "page", about)
    Release.objects.filter(pk=release.pk).update(ends_at=now + timedelta(days=60))

    text = back_office.get(f"/cms/releases/{release.pk}/").content.decode()

    assert f'<a href="/cms/releases/{other.pk}/">Winter</a>' in text
    assert "Spring" not in text


def test_the_preview_shows_the_shop_with_the_release(back_office, channel, release, home, about):
    home.title = "Autumn home"
    home.save_revision()
    banner = Banner.objects.create(
        channel=channel, locale=Locale.get_default(), text="Ten percent", live=False
    )
    banner.save_revision()
    draft(about, "Autumn with us")
    put(back_office, release, "page", home, about)
    put(back_office, release, "banner", banner)
    item = release.items.get(kind="page", object_id=about.pk)

    shown = back_office.get(f"/cms/releases/{release.pk}/preview/?locale=en")
    one = back_office.get(f"/cms/releases/{release.pk}/preview/?item={item.pk}")

    assert shown.status_code == one.status_code == 302
    assert "/en/~draft/" in shown.headers["Location"]
    documents = [row.document for row in Preview.objects.order_by("pk")]
    assert [each["page"]["title"] for each in documents] == ["Autumn home", "Autumn with us"]
    assert [each["text"] for each in documents[0]["banners"]] == ["Ten percent"]


def test_releases_of_others_are_nobodys_business(back_office, channel, home, about):
    stranger = make_channel(ensure_tenant(code="stranger", name="Stranger"), home, "stranger")
    theirs = Release.objects.create(channel=stranger, name="Secret")

    assert "Secret" not in back_office.get("/cms/releases/").content.decode()
    for path in ("", "choose/page/", "preview/"):
        assert back_office.get(f"/cms/releases/{theirs.pk}/{path}").status_code == 404
    assert back_office.get("/cms/put-into-release/nonsense/1/").status_code == 404
    assert back_office.get("/cms/put-into-release/banner/999/").status_code == 404


def test_a_release_asks_the_same_number_of_times_whatever_is_in_it(
    back_office, channel, release, home
):
    def fill(start):
        for number in range(start, start + 4):
            content = PageContent(title=f"Page {number}")
            page = ensure_page(parent=home, slug=f"page-{number}", content=content)
            put(back_office, release, "page", page)
            banner = BannerContent(text=f"Banner {number}")
            banner = ensure_banner(channel=channel, locale="en", content=banner)
            put(back_office, release, "banner", banner)

    def count():
        with CaptureQueriesContext(connection) as queries:
            back_office.get(f"/cms/releases/{release.pk}/")
        return len(queries)

    fill(0)
    count()  # what a process asks once
    few = count()
    fill(4)

    assert count() == few
    assert few < 140


def test_what_all_things_of_a_release_change_is_written_once(back_office, release, home):
    for number in range(3):
        page = ensure_page(
            parent=home, slug=f"page-{number}", content=PageContent(title=f"Page {number}")
        )
        page.title = f"Anew {number}"
        page.save_revision()
        put(back_office, release, "page", page)

    with CaptureQueriesContext(connection) as queries:
        act(back_office, release, "publish")

    asked = [query["sql"] for query in queries]
    assert sum('UPDATE "cms_contentversion"' in sql for sql in asked) == 1
    assert sum('INTO "core_outboxevent"' in sql for sql in asked) == 2  # of the things; of itself
    looked_up = [sql for sql in asked if sql.startswith("SELECT 1 AS") and "LIMIT 1" in sql]
    keys = ("wagtailcore_revision", "django_content_type", "accounts_user")
    assert not [sql for sql in looked_up if any(f'FROM "{name}" WHERE' in sql for name in keys)]
    assert Page.objects.filter(title__startswith="Anew", live=True).count() == 3


def test_unknown_kinds_are_told_and_refused(back_office, release, home, about):
    ReleaseItem.objects.create(release=release, kind="removed", object_id=1, title="Old thing")

    text = act(back_office, release, "publish").content.decode()

    assert find_release_kind("removed") is None
    assert "“Old thing” was deleted." in text
    assert state_of(release) == ReleaseState.OPEN


def test_where_things_are_used_is_known_after_a_release(
    boss, channel, release, home, about, picture
):
    about.title = "Mossy"
    about.body = [("image_text", {"image": picture, "html": "<p>Moss.</p>"})]
    about.save_revision()
    # Wagtail's search finds no prices.
    put(boss, release, "price", make_price(channel, "120.00"))
    put(boss, release, "page", about)
    act(boss, release, "publish")

    assert not list(Page.objects.search("Mossy"))

    services.index_release(release_id=release.pk)

    assert [page.pk for page in Page.objects.search("Mossy")] == [about.pk]
    used = ReferenceIndex.get_references_to(picture)
    assert [int(row.object_id) for row in used] == [about.pk]
