"""The first page of the back office: true figures, what needs somebody, and first steps."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.back_office.home.first_steps import DISMISSIBLE, FirstStepsPanel
from cms.models import Release
from cms.services import BannerContent, PageContent, ensure_banner, ensure_page
from commerce.accounts.models import User
from commerce.oscar.order.models import Order
from commerce.tenancy.services import ensure_tenant
from search.models import SearchRecord

from .conftest import make_channel


def make_order(channel, number, total, **fields):
    return Order.objects.create(
        channel=channel,
        number=number,
        currency=fields.pop("currency", "EUR"),
        total_incl_tax=Decimal(total),
        total_excl_tax=Decimal(total),
        shipping_incl_tax=Decimal(0),
        shipping_excl_tax=Decimal(0),
        date_placed=fields.pop("at", timezone.now()),
        **fields,
    )


def panel(text, name):
    """What stands in the section of that name."""
    start = text.index(f'aria-labelledby="{name}"')
    return " ".join(text[start : text.index("</section>", start)].split())


@pytest.fixture
def shop(channel, home):
    return channel


def test_orders_and_revenue_are_those_of_today_and_of_the_own_channels(back_office, shop, home):
    stranger = make_channel(ensure_tenant(code="stranger", name="Stranger"), home, "stranger")
    make_order(shop, "1", "120.50", status="placed")
    make_order(shop, "2", "79.50", status="paid")
    make_order(shop, "3", "500.00", status="cancelled")
    make_order(shop, "4", "33.00", status="paid", at=timezone.now() - timedelta(days=2))
    make_order(stranger, "5", "999.00", status="paid")

    figures = panel(back_office.get("/cms/").content.decode(), "figures")

    assert "<td>2</td>" in figures
    assert "200.00" in figures
    assert "999" not in figures
    assert "Nothing was ordered." in figures


def test_who_may_not_see_figures_sees_none(shop, home):
    user = User.objects.create_user("edda@example.com", "a-long-password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    office = Client(SERVER_NAME="testserver")
    office.force_login(user)

    text = office.get("/cms/").content.decode()

    assert 'aria-labelledby="figures"' not in text
    assert 'aria-labelledby="first-steps"' not in text
    assert 'aria-labelledby="searches"' not in text
    assert "Nothing expires soon, nothing is old" in panel(text, "content-care")


def test_pages_that_need_somebody_are_named(back_office, shop, home):
    body = [("rich_text", {"html": "<p>Text</p>"})]
    old = ensure_page(parent=home, slug="old", content=PageContent(title="Old", body=body))
    ending = ensure_page(parent=home, slug="ending", content=PageContent(title="Ending"))
    link = {"label": "Go", "address": "/nowhere"}
    hero = ("hero", {"heading": "A", "link": link})
    ensure_page(parent=home, slug="lost", content=PageContent(title="Lost", body=[hero]))
    kinds = type(old).objects
    kinds.filter(pk=old.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    kinds.filter(pk=ending.pk).update(expire_at=timezone.now() + timedelta(days=3))

    care = panel(back_office.get("/cms/").content.decode(), "content-care")

    assert f'<a href="/cms/pages/{ending.pk}/edit/">Ending</a>' in care
    assert f'<a href="/cms/pages/{old.pk}/edit/">Old</a>' in care
    assert "Lost</a>: <code>/nowhere</code>" in care


def test_searches_without_a_result_are_counted(back_office, shop, home):
    for number, (query, results) in enumerate([("lamb", 0), ("lamb", 0), ("lamp", 3)]):
        SearchRecord.objects.create(
            channel=shop,
            search_id=f"00000000-0000-0000-0000-00000000000{number}",
            locale="en",
            query=query,
            results=results,
            was_ordered=query == "lamp",
        )

    searches = panel(back_office.get("/cms/").content.decode(), "searches")

    assert "3 searches; 33.3 % led to an order." in searches
    assert "lamb</strong> <span>en</span> <span>2 times</span>" in searches
    assert "lamp" not in searches


def test_first_steps_tick_themselves_and_can_be_put_away(back_office, marketer, shop, home, about):
    before = panel(back_office.get("/cms/").content.decode(), "first-steps")
    shop.branding.logo.save("logo.svg", ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    after = panel(back_office.get("/cms/").content.decode(), "first-steps")

    assert 'To do: </span> <a href="/cms/branding/">Give the shop its logo' in before
    assert "Done: </span> Give the shop its logo" in after
    assert "Done: </span> Publish a page beside the home page" in after

    back_office.patch("/cms/dismissibles/", {DISMISSIBLE: True}, content_type="application/json")
    assert 'aria-labelledby="first-steps"' not in back_office.get("/cms/").content.decode()


def test_steps_that_are_all_taken_are_not_shown(rf, marketer, shop, home, monkeypatch):
    names = ("branding", "product", "page", "footer", "payment", "shipping", "taxes", "mail")
    done = SimpleNamespace(find_first_steps=lambda **_: dict.fromkeys(names, True))
    monkeypatch.setattr("cms.back_office.home.first_steps.selectors", done)
    request = rf.get("/cms/")
    request.user = marketer

    assert FirstStepsPanel().render_html({"request": request}) == ""


def test_what_is_planned_is_on_the_first_page_and_in_the_calendar(back_office, shop, home):
    soon = timezone.now() + timedelta(days=1)
    release = Release.objects.create(channel=shop, name="Autumn", starts_at=soon, state="planned")

    planned = panel(back_office.get("/cms/").content.decode(), "planned-next")

    assert f'<a href="/cms/releases/{release.pk}/">Autumn</a> <span>Goes live</span>' in planned


def test_the_first_page_asks_the_same_however_much_there_is(back_office, shop, home):
    def count():
        back_office.get("/cms/")
        with CaptureQueriesContext(connection) as queries:
            back_office.get("/cms/")
        return len(queries)

    def fill(start):
        for number in range(start, start + 5):
            text = {"title": f"Page {number}"}
            page = ensure_page(parent=home, slug=f"page-{number}", content=PageContent(**text))
            kinds = type(page).objects.filter(pk=page.pk)
            kinds.update(expire_at=timezone.now() + timedelta(days=3))
            content = BannerContent(
                text=f"B {number}", expire_at=timezone.now() + timedelta(days=4)
            )
            ensure_banner(channel=shop, locale="en", content=content)
            make_order(shop, f"{number}", "10.00", status="placed")

    fill(0)
    few = count()
    fill(5)

    assert count() == few
    assert few < 80
