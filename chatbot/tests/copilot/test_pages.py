"""Texts of pages become drafts, and pictures are said in words."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from chatbot.models import Assistant, Proposal
from cms.models import HeronImage
from cms.services import PageContent, ensure_home_page, ensure_image, ensure_page
from cms.tests.conftest import png
from commerce.accounts.tests.factories import make_user
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import forget_active
from commerce.integrations.services import activate, change_configuration
from commerce.integrations.services import test_connection as try_connection

from .asking import decide_in_wagtail, told, wrote

pytestmark = pytest.mark.usefixtures("channel_of_module")


@pytest.fixture
def page(channel):
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = home
    channel.site.save()
    body = [
        ("rich_text", {"html": "<h2>Returns</h2><p>Send it back within 30 days.</p>"}),
        ("rich_text", {"html": '<p>See <a href="https://reed.example/">us</a>.</p>'}),
        ("quote", {"text": "No regrets.", "author": "Ines"}),
    ]
    return ensure_page(parent=home, slug="returns", content=PageContent(title="Returns", body=body))


def ask_page(client, page, writing="page_seo", **values):
    address = reverse("copilot_page", args=[page.pk])
    return client.post(address, {"writing": writing, "locale": "en", **values})


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_a_page_gets_a_draft_and_is_not_published(staff, boss, models, page):
    Assistant.objects.create(channel=Page.objects.get(pk=page.pk).get_site().channel, tone="warm")
    models[0].script[:] = [
        wrote(seo_title="Returns", seo_description="Send it back within 30 days.")
    ]
    answer = ask_page(staff, page)
    proposal = Proposal.objects.get()
    assert answer.url == reverse("copilot_proposal", args=[proposal.public_id])
    assert "warm" in told(models)

    assert decide_in_wagtail(staff, proposal).status_code == 302
    page.refresh_from_db()
    assert (page.search_description, page.has_unpublished_changes) == ("", True)
    draft = page.get_latest_revision()
    assert draft.user == boss
    assert draft.as_object().search_description == "Send it back within 30 days."


def test_one_text_of_a_page_is_written_anew_with_its_lines(staff, models, page):
    address = reverse("copilot_page", args=[page.pk])
    shown = staff.get(address).content.decode()
    block = page.body[0].id
    assert f"{block}/html" in shown
    assert f"{page.body[2].id}/text" not in shown  # a quotation is somebody's words
    models[0].script[:] = [wrote(text="## Returns\n\nYou have 30 days to send it back.")]
    ask_page(staff, page, "page_text", part=f"{block}/html")
    assert decide_in_wagtail(staff, Proposal.objects.get()).status_code == 302
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.body[0].value["html"].source == (
        "<h2>Returns</h2><p>You have 30 days to send it back.</p>"
    )
    assert draft.body[1].value["html"].source == page.body[1].value["html"].source
    assert "within" in page.body[0].value["html"].source


def test_links_of_a_page_stay_where_they_lead(staff, models, page):
    source = (
        '<p>See <a href="https://reed.example/">us</a> or <a linktype="page" id="3">home</a>.</p>'
    )
    page.body[1] = ("rich_text", {"html": RichText(source)})
    page.save_revision().publish()
    part = f"{page.get_latest_revision_as_object().body[1].id}/html"
    whole = "Find [[home|2]] here, or [[us|1]]."
    models[0].script[:] = [wrote(text="Find [[us|1]] here."), wrote(text=whole)]

    ask_page(staff, page, "page_text", part=part)

    proposal = Proposal.objects.get()
    assert proposal.before == {"text": "See [[us|1]] or [[home|2]]."}
    assert proposal.proposed == {"text": whole}
    assert "These links are missing: 2." in told(models, 1)
    assert decide_in_wagtail(staff, proposal, text=f"{whole} And [[x|9]]").status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[1].value["html"].source == (
        '<p>Find <a linktype="page" id="3">home</a> here, or <a href="https://reed.example/">us</a>.'
        " And x</p>"
    )
    # A text that has lost one both times is not proposed.
    models[0].script[:] = [wrote(text="Find [[us|1]] here.")] * 2
    ask_page(staff, page, "page_text", part=part)
    assert [each.proposed for each in Proposal.objects.order_by("pk")] == [{"text": whole}, {}]


def test_pages_that_one_may_not_edit_or_that_are_locked_are_refused(
    client, staff, boss, models, page
):
    models[0].script[:] = [wrote(seo_title="Returned", seo_description="Send it back.")]
    ask_page(staff, page)
    proposal = Proposal.objects.get()
    page.refresh_from_db()
    page.locked, page.locked_by = True, make_user("locker@example.com")
    page.save()
    assert ask_page(staff, page).status_code == 404
    assert decide_in_wagtail(staff, proposal).status_code == 404
    client.force_login(make_user("editor@example.com"))
    assert ask_page(client, page).status_code == 302
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


@pytest.fixture
def picture():
    return ensure_image(file_name="dune-lamp.png", content=png(40, 30), title="Dune lamp")


def test_a_picture_is_said_in_words_and_the_page_says_who_has_seen_it(
    staff, models, picture, channel
):
    address = reverse("copilot_picture", args=[picture.pk])
    assert "cannot look at pictures" in staff.get(address).content.decode()
    edit = staff.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert address in edit

    models[0].script[:] = [wrote(description="A dune lamp.")]
    staff.post(address, {"writing": "picture", "locale": channel.default_locale})
    proposal = Proposal.objects.get()
    assert not proposal.saw_picture
    assert "cannot see the picture" in told(models)
    assert "dune-lamp" in told(models)
    decide_in_wagtail(staff, proposal)
    assert HeronImage.objects.get().description == "A dune lamp."

    models[0].script[:] = [wrote(description="Eine Lampe.")]
    staff.post(address, {"writing": "picture", "locale": "de"})
    german = Proposal.objects.get(locale="de")
    assert german.before == {"description": ""}
    decide_in_wagtail(staff, german)
    assert HeronImage.objects.get().description == "A dune lamp."
    assert HeronImage.objects.get().translations == {"de": {"description": "Eine Lampe."}}


def test_a_model_that_can_see_is_shown_the_picture(staff, models, picture, channel):
    set_prices("small 1 2 pictures")
    address = reverse("copilot_picture", args=[picture.pk])
    assert "The model looks at the picture." in staff.get(address).content.decode()
    models[0].script[:] = [wrote(description="A lamp of linen.")]
    staff.post(address, {"writing": "picture", "locale": channel.default_locale})
    assert Proposal.objects.get().saw_picture
    content = models[0].received[-1]["messages"][-1]["content"]
    assert content[1]["image_url"]["url"].startswith("data:image/jpeg;base64,")


def set_prices(prices):
    for each in ProviderConfiguration.objects.all():
        change_configuration(configuration=each, values={"prices": prices})
        assert try_connection(configuration=each).is_ok
        activate(configuration=each)
    forget_active()
