"""Translators at work: what the browser sends while somebody types a translation."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.models import ContentPage, Preview
from cms.services import PageContent, ensure_page

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def german(db):
    return Locale.objects.get_or_create(language_code="de")[0]


@pytest.fixture
def story(about):
    body = [("rich_text", {"html": "<p>Built to be kept.</p>"}), ("quote", {"text": "Kept."})]
    return ensure_page(parent=about, slug="story", content=PageContent(title="Story", body=body))


def submit(back_office, page, locale):
    """Press "Translate": the page is offered to the translators."""
    answer = back_office.post(
        f"/cms/localize/submit/page/{page.pk}/", {"locales": [locale.pk], "include_subtree": ""}
    )
    assert answer.status_code == 302
    return Translation.objects.get(
        source__object__translation_key=page.translation_key, target_locale=locale
    )


def type_translation(client, translation, text, translated, **headers):
    segment = StringSegment.objects.get(source=translation.source, string__data=text)
    address = f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    return client.put(address, urlencode({"value": translated}), content_type=FORM, **headers)


def preview(back_office, translation):
    answer = back_office.get(f"/cms/localize/translate/{translation.pk}/preview/")
    assert (answer.status_code, "/de/~draft/" in answer.headers["Location"]) == (302, True)
    return Preview.objects.get().document["page"]


def test_a_typed_translation_is_saved_shown_and_published(
    api, back_office, german_home, german_about, story, german, django_capture_on_commit_callbacks
):
    translation = submit(back_office, story, german)
    target = translation.get_target_instance()

    assert type_translation(back_office, translation, "Story", "Geschichte").status_code == 201
    assert type_translation(back_office, translation, "Kept.", "Behalten.").status_code == 201
    answer = type_translation(back_office, translation, "Kept.", "Für immer.")

    assert (answer.status_code, answer.json()["data"]) == (200, "Für immer.")
    shown = preview(back_office, translation)
    assert shown["body"][1]["value"]["text"] == "Für immer."
    assert (shown["title"], shown["locale"]) == ("Geschichte", "de")
    with django_capture_on_commit_callbacks(execute=True):
        back_office.post(f"/cms/pages/{target.pk}/edit/", {"action": "publish"})
    body = api.get("/api/v1/content/page/", {"path": "/ueber-uns/story/", "locale": "de"}).json()[
        "body"
    ]
    assert body[1]["value"]["text"] == "Für immer."


def test_a_translation_can_be_taken_back(back_office, german_home, german_about, story, german):
    translation = submit(back_office, story, german)
    type_translation(back_office, translation, "Kept.", "Behalten.")
    segment = StringSegment.objects.get(source=translation.source, string__data="Kept.")

    answer = back_office.delete(
        f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    )

    assert answer.status_code == 200
    assert not StringTranslation.objects.exists()


def test_translating_puts_nothing_live(api, back_office, german_home, story, german):
    translation = submit(back_office, story, german)

    target = translation.get_target_instance()
    assert not target.live
    assert not ContentPage.objects.filter(locale=german, live=True).exists()
    for path in ("/about/", "/about/story/"):
        answer = api.get("/api/v1/content/page/", {"path": path, "locale": "de"})
        assert answer.status_code == 404


def test_a_stranger_types_nothing(back_office, german_home, german_about, story, german):
    translation = submit(back_office, story, german)

    refused = type_translation(Client(SERVER_NAME="testserver"), translation, "Kept.", "X")

    assert refused.status_code in (302, 401, 403)
    assert not StringTranslation.objects.exists()


def test_another_site_cannot_type_for_an_editor(
    marketer, back_office, german_home, german_about, story, german
):
    translation = submit(back_office, story, german)
    client = Client(SERVER_NAME="testserver", enforce_csrf_checks=True)
    client.force_login(marketer)

    assert type_translation(client, translation, "Kept.", "X").status_code == 403
    assert not StringTranslation.objects.exists()


def test_each_text_is_named_by_where_it_is(back_office, home, german_home, german, picture):
    points = [{"x": 1, "y": 2, "title": "Bench", "text": "Oak"}, {"x": 3, "y": 4, "title": "Lamp"}]
    kept = ("quote", {"text": "Kept."})
    body = [
        ("hotspots", {"heading": "Room", "image": picture, "points": points}),
        ("accordion", {"items": [{"question": "Why?", "html": "<p>So.</p>"}]}),
        ("columns", {"columns": [{"blocks": [("quote", {"text": "Left."})]}, {"blocks": [kept]}]}),
    ]
    page = ensure_page(parent=home, slug="room", content=PageContent(title="Room", body=body))
    translation = submit(back_office, page, german)

    address = f"/cms/pages/{translation.get_target_instance().pk}/edit/"
    answer = back_office.get(address)

    told = json.loads(answer.context["props"])["segments"]
    names = {each["source"]: each["location"]["subField"] for each in told if "source" in each}
    assert {text: names[text] for text in ("Bench", "Oak", "Lamp", "Why?", "Kept.")} == {
        "Bench": "Place 1 › Title",
        "Oak": "Place 1 › Text",
        "Lamp": "Place 2 › Title",
        "Why?": "Question 1 › Question",
        "Kept.": "Column 2 › Content › Quotation › Quotation",
    }
    assert names["room"] is None
    assert "cms/translation_editor.js" in answer.content.decode()
