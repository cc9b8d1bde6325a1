"""Drafts on the storefront: what somebody types, and links for others. Nobody else sees them."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Revision

from cms.enums import MenuKey
from cms.models import Banner, DraftLink, Preview
from cms.preview_tokens import LIFETIME, LinkToken, PreviewToken, write_token
from cms.services import (
    BannerContent,
    address_of_draft_link,
    ensure_banner,
    ensure_menu,
    make_draft_link,
    revoke_draft_link,
)
from commerce.accounts.models import User
from commerce.core.process_cache import forget_everything

from .conftest import make_channel
from .test_back_office import page_form

OPEN = "/api/v1/content/draft/"


def token_of(address):
    place, token = urlsplit(address).path.rsplit("/", 1)
    assert place.endswith("/~draft")
    return token


def open_draft(api, token, locale="en", **headers):
    return api.post(f"{OPEN}?locale={locale}", {"token": token}, format="json", headers=headers)


def type_words(back_office, page, words="Typed words", mode=""):
    """Type into the editor, and return where its preview leads."""
    address = f"/cms/pages/{page.pk}/edit/preview/"
    form = page_form(page.title, ("quote", {"text": words, "author": ""}), slug=page.slug)
    assert back_office.post(address, form).json()["is_valid"] is True
    answer = back_office.get(address, {"mode": mode, "in_preview_panel": "true"})
    assert answer.status_code == 302, answer.content
    assert answer.headers["Cache-Control"].startswith("private, no-store")
    return answer.headers["Location"]


def test_what_is_typed_is_shown_by_the_storefront_and_to_nobody_else(
    api, back_office, settings, home, about
):
    settings.STOREFRONT_URL = "https://shop.example/"
    before = api.get("/api/v1/content/page/", {"path": "/about/"}).json()

    address = type_words(back_office, about)
    answer = open_draft(api, token_of(address))

    assert address.startswith("https://shop.example/en/~draft/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    draft = answer.json()
    assert draft["page"]["body"][0]["value"]["text"] == "Typed words"
    assert draft["page"]["breadcrumbs"] == [{"title": "Home", "path": "/"}]
    assert (draft["is_editing"], draft["currency"], draft["moment"]) == (True, "EUR", None)
    assert draft["edit_url"].endswith(f"/cms/pages/{about.pk}/edit/")
    assert "wagtail-userbar" in draft["checker"]
    assert api.get("/api/v1/content/page/", {"path": "/about/"}).json() == before
    assert all("Typed" not in revision.content["body"] for revision in about.revisions.all())


def test_each_word_overwrites_the_one_before(api, back_office, home, about):
    first = token_of(type_words(back_office, about, "One"))
    type_words(back_office, about, "Two")

    assert open_draft(api, first).json()["page"]["body"][0]["value"]["text"] == "Two"
    assert Preview.objects.count() == 1


def test_a_token_is_good_for_its_time_only(api, back_office, home, about, monkeypatch):
    past = time.time() - LIFETIME.total_seconds() - 5
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: past)
        token = token_of(type_words(back_office, about))

    answer = open_draft(api, token)

    assert (answer.status_code, answer.json()["code"]) == (410, "preview_expired")


def test_a_token_is_good_for_its_draft_channel_language_and_person_only(
    api, back_office, marketer, channel, home, german_home, about
):
    make_channel(channel.tenant, home, code="zeta")
    token = token_of(type_words(back_office, about))
    preview = Preview.objects.get()
    code = preview.channel.code
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        write_token(PreviewToken(preview.pk + 1, marketer.pk, code, "en")),
        write_token(PreviewToken(preview.pk, marketer.pk + 1, code, "en")),
        write_token(PreviewToken(preview.pk, marketer.pk, "zeta", "en")),
        write_token(PreviewToken(preview.pk, marketer.pk, code, "de")),
        write_token(LinkToken(preview.pk, code, "en")),
        signing.TimestampSigner(salt="other", sep=".").sign_object(
            [preview.pk, marketer.pk, code, "en"]
        ),
        *("x", "..", "a.b.c", "💥"),
    ]

    refused = [open_draft(api, one) for one in forged]
    elsewhere = api.post(OPEN, {"token": token}, format="json", SERVER_NAME="zeta.example")
    in_german = open_draft(api, token, locale="de")

    answers = [*refused, elsewhere, in_german]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert {answer.json()["code"] for answer in answers} == {"preview_not_found"}
    marketer.is_active = False
    marketer.save()
    assert open_draft(api, token).status_code == 404


def test_a_page_that_was_never_saved_is_shown_where_it_would_stand(api, back_office, home):
    address = f"/cms/pages/add/cms/contentpage/{home.pk}/preview/"
    form = page_form("New", ("quote", {"text": "Draft words", "author": ""}), slug="new")

    assert back_office.post(address, form).json()["is_valid"] is True
    draft = open_draft(api, token_of(back_office.get(address).headers["Location"])).json()

    assert (draft["page"]["title"], draft["page"]["path"]) == ("New", "/new/")
    assert draft["page"]["breadcrumbs"] == [{"title": "Home", "path": "/"}]
    assert draft["edit_url"] == ""


def test_a_draft_is_seen_in_another_language_and_currency(
    api, back_office, channel, home, about, german_about
):
    german_about.title = "Wer wir sind"
    german_about.save_revision()

    address = type_words(back_office, about, mode="locale=de&currency=USD")
    draft = open_draft(api, token_of(address), locale="de").json()

    assert "/de/~draft/" in address
    assert (draft["page"]["title"], draft["currency"]) == ("Wer wir sind", "USD")


def test_a_draft_is_seen_as_of_a_date(api, back_office, channel, home, about):
    later = timezone.now() + timedelta(days=10)
    over = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Over by then"))
    Banner.objects.filter(pk=over.pk).update(expire_at=later - timedelta(days=1))
    planned = Banner(channel=channel, locale=over.locale, text="Winter sale", live=False)
    planned.save()
    planned.go_live_at = later - timedelta(days=2)
    planned.save_revision().publish()
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1

    def banners(mode):
        token = token_of(type_words(back_office, about, mode=mode))
        return [banner["text"] for banner in open_draft(api, token).json()["banners"]]

    assert banners("") == ["Over by then"]
    assert banners(f"moment={later:%Y-%m-%dT%H:%M}") == ["Winter sale"]


@pytest.mark.parametrize("mode", ["x", "colour=red", "moment=tomorrow", "a" * 200])
def test_a_made_up_mode_is_refused(back_office, home, about, mode):
    type_words(back_office, about)
    answer = back_office.get(f"/cms/pages/{about.pk}/edit/preview/", {"mode": mode})

    assert answer.status_code == 400
    assert Preview.objects.count() == 1


def test_a_banner_and_a_menu_are_shown_in_their_place(api, back_office, channel, home):
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Old"))
    menu = ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[])
    banner.text = "New"
    banner.save_revision()

    revision = banner.latest_revision
    address = reverse("wagtailsnippets_cms_banner:revisions_view", args=[banner.pk, revision.pk])
    shown = back_office.get(address)
    draft = open_draft(api, token_of(shown.headers["Location"])).json()

    assert [one["text"] for one in draft["banners"]] == ["New"]
    assert draft["page"]["path"] == "/"
    form = {
        "channel": channel.pk,
        "key": "header",
        "items-count": "1",
        "items-0-deleted": "",
        "items-0-order": "0",
        "items-0-type": "item",
        "items-0-id": "",
        "items-0-value-label": "Lamps",
        "items-0-value-page": "",
        "items-0-value-product": "",
        "items-0-value-category": "",
        "items-0-value-address": "/products",
        "items-0-value-children-count": "0",
    }
    address = f"/cms/snippets/cms/menu/preview/{menu.pk}/"
    assert back_office.post(address, form).json()["is_valid"] is True
    draft = open_draft(api, token_of(back_office.get(address).headers["Location"])).json()
    assert [item["label"] for item in draft["menus"]["header"]] == ["Lamps"]


def test_a_link_shows_the_latest_draft_without_an_account_until_it_is_revoked(
    api, marketer, home, about
):
    link = make_draft_link(page=about, user=marketer, lasts=timedelta(days=7), note="Ines")
    about.title = "Who we are"
    about.save_revision()
    token = token_of(address_of_draft_link(link=link))

    draft = open_draft(api, token).json()
    assert draft["page"]["title"] == "Who we are"
    assert (draft["is_editing"], draft["edit_url"], draft["checker"]) == (False, "", "")
    open_draft(api, token)
    link.refresh_from_db()
    assert (link.opened_count, link.last_opened_at is not None) == (2, True)

    revoke_draft_link(link=link)
    answer = open_draft(api, token)

    assert (answer.status_code, answer.json()["code"]) == (410, "preview_expired")
    link.refresh_from_db()
    assert link.opened_count == 2


def test_a_link_ends_by_itself(api, marketer, home, about):
    link = make_draft_link(page=about, user=marketer, lasts=timedelta(days=1))
    token = token_of(address_of_draft_link(link=link))
    DraftLink.objects.update(expires_at=timezone.now())

    assert open_draft(api, token).json()["code"] == "preview_expired"


def test_showing_a_draft_costs_the_storefront_few_queries(
    api, back_office, home, about, django_assert_num_queries
):
    token = token_of(type_words(back_office, about))
    forget_everything()
    open_draft(api, token)

    with django_assert_num_queries(3):
        open_draft(api, token)


def test_a_link_is_made_listed_and_revoked_by_who_may_edit_the_page(
    back_office, api, home, about, settings
):
    settings.STOREFRONT_URL = "https://shop.example/"
    address = f"/cms/draft-links/{about.pk}/"

    back_office.post(address, {"note": "<b>Ines</b>", "days": "7"})
    link = DraftLink.objects.get()
    shown = back_office.get(address).content.decode()

    assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)
    assert address_of_draft_link(link=link) in shown
    assert "&lt;b&gt;Ines" in shown
    assert address in back_office.get(f"/cms/pages/{about.pk}/edit/").content.decode()
    back_office.post(address, {"note": "", "days": "5000"})
    assert DraftLink.objects.count() == 1
    back_office.post(address, {"revoke": str(link.pk)})
    assert "/~draft/" not in back_office.get(address).content.decode()


def test_nobody_else_makes_or_revokes_links(client, home, about, marketer):
    link = make_draft_link(page=about, user=marketer, lasts=timedelta(days=7))
    other = User.objects.create_user("ed@example.com", "a-long-password")
    other.groups.add(Group.objects.get(name="Editors"))
    client.force_login(other)
    GroupPagePermission.objects.filter(group__name="Editors").delete()

    for data in ({"note": "", "days": "7"}, {"revoke": str(link.pk)}):
        answer = client.post(f"/cms/draft-links/{about.pk}/", data)
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/cms/"
    link.refresh_from_db()
    assert (DraftLink.objects.count(), link.is_open) == (1, True)


def test_a_link_of_another_page_is_not_revoked(back_office, home, about, marketer):
    link = make_draft_link(page=home, user=marketer, lasts=timedelta(days=7))

    answer = back_office.post(f"/cms/draft-links/{about.pk}/", {"revoke": str(link.pk)})

    assert answer.status_code == 404
    link.refresh_from_db()
    assert link.is_open


def test_the_panel_offers_languages_currencies_and_dates(
    back_office, channel, home, about, german_about
):
    ends = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Sale"))
    Banner.objects.filter(pk=banner.pk).update(expire_at=ends)

    html = back_office.get(f"/cms/pages/{about.pk}/edit/").content.decode()

    assert f'value="{timezone.localtime(ends):%Y-%m-%dT%H:%M}"' in html
    assert '<option value="de">Deutsch</option>' in html
    assert '<option value="USD">USD</option>' in html
    assert "preview_panel.js" in html
