"""Pages are translated string by string by a model, from wagtail-localize's own editor."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from chatbot.copilot.marks import Marked
from chatbot.models import Proposal
from cms.models import GlossaryTerm
from cms.services import PageContent, ensure_home_page, ensure_page, translating
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.integrations.selectors import forget_active

from .asking import told, wrote

pytestmark = [
    pytest.mark.usefixtures("channel_of_module"),
    pytest.mark.usefixtures("asks_outside_of_transactions"),
]


@pytest.fixture
def translation(channel):
    """A page whose German translation nobody has begun: title, address, two texts."""
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = home
    channel.site.save()
    body = [
        (
            "rich_text",
            {"html": '<p>See <a href="https://reed.example/">our <b>gift cards</b></a>.</p>'},
        ),
        ("quote", {"text": "Send it back within 30 days."}),
    ]
    page = ensure_page(parent=home, slug="all-gifts", content=PageContent(title="Gifts", body=body))
    german = Locale.objects.get_or_create(language_code="de")[0]
    home.copy_for_translation(german)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    found = Translation.objects.create(source=source, target_locale=german)
    found.save_target(publish=False)
    return found


def press(client, translation):
    address = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    return client.post(address, {"next": "/cms/"}, follow=False)


def kept():
    rows = StringTranslation.objects.order_by("pk").values_list("translation_of__data", "data")
    return dict(rows)


GERMAN = {
    "t1": "Geschenke",
    "t2": "Alle Geschenke",
    "t3": "Sieh {a}unsere {b}Gutscheine{/b}{/a}.",
    "t4": "Schick es binnen 30 Tagen zurück.",
}


def test_a_page_is_translated_with_its_links_and_waits_for_a_person(
    staff, boss, models, translation, channel
):
    GlossaryTerm.objects.create(
        tenant=channel.tenant,
        source_locale="en",
        text="gift card",
        target_locale="de",
        translation="Gutschein",
    )
    target = translation.get_target_instance()
    editor = json.loads(
        staff.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).context["props"]
    )
    assert editor["machineTranslator"]["name"] == "a language model"
    models[0].script[:] = [wrote(**GERMAN)]

    assert press(staff, translation).url == "/cms/"

    assert kept() == {
        "Gifts": "Geschenke",
        "all-gifts": "alle-geschenke",
        'See <a id="a1">our <b>gift cards</b></a>.': 'Sieh <a id="a1">unsere <b>Gutscheine</b></a>.',
        "Send it back within 30 days.": "Schick es binnen 30 Tagen zurück.",
    }
    row = StringTranslation.objects.first()
    assert (row.translation_type, row.tool_name, row.last_translated_by) == (
        "machine",
        "a language model",
        boss,
    )
    assert not StringTranslation.objects.filter(has_error=True).exists()
    assert "gift card: Gutschein" in told(models)
    assert "{a}our {b}gift cards{/b}{/a}" in told(models)
    target.refresh_from_db()
    assert not target.live
    assert Proposal.objects.get().writing == "page_translation"
    assert press(staff, translation).status_code == 302
    assert len(models[0].received) == 1, "There was nothing left to ask for."


def test_what_cannot_be_used_is_left_to_people_and_what_they_typed_stays(
    staff, boss, models, translation
):
    segment = translation.source.stringsegment_set.get(string__data="Gifts")
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data="Präsente",
    )
    crossed = "Sieh {a}unsere {b}Gutscheine{/a}{/b}."
    promise = "Schick es binnen 90 Tagen zurück."
    answer = wrote(t1="Alle Geschenke", t2=crossed, t3=promise)
    models[0].script[:] = [answer, answer]

    press(staff, translation)

    assert kept() == {"Gifts": "Präsente", "all-gifts": "alle-geschenke"}
    assert len(models[0].received) == 2  # asked once more for what no fact says


def test_long_pages_are_asked_for_in_parts_and_go_on_where_a_model_fell_silent(
    staff, models, translation, monkeypatch
):
    monkeypatch.setattr(translating, "MOST_TEXTS", 2)
    models[0].script[:] = [wrote(t1="Geschenke", t2="Alle Geschenke"), 500]
    models[1].script[:] = [500]

    answer = press(staff, translation)

    assert answer.status_code == 302
    assert kept() == {"Gifts": "Geschenke", "all-gifts": "alle-geschenke"}
    said = [str(each) for each in staff.get("/cms/").context["messages"]]
    assert said[0].startswith("2 texts were translated.")
    models[0].script[:] = [wrote(t1=GERMAN["t3"], t2=GERMAN["t4"])]
    press(staff, translation)
    assert len(kept()) == 4


def test_a_broken_term_is_asked_for_once_more(staff, models, translation, channel):
    GlossaryTerm.objects.create(
        tenant=channel.tenant,
        source_locale="en",
        text="Gifts",
        target_locale="de",
        translation="Präsent",
    )
    better = GERMAN | {"t1": "Präsente", "t2": "Alle Präsente"}
    models[0].script[:] = [wrote(**GERMAN), wrote(**better)]

    press(staff, translation)

    assert kept()["Gifts"] == "Präsente"
    assert "Gifts = Präsent" in told(models, 1)


def test_without_a_model_there_is_no_button_and_nothing_behind_it(staff, translation):
    forget_active()
    target = translation.get_target_instance()
    editor = staff.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).context["props"]

    assert json.loads(editor)["machineTranslator"] is None
    assert press(staff, translation).status_code == 404


def test_who_may_not_write_the_page_has_nothing_translated(client, models, translation, channel):
    guest = make_user("guest@example.com")
    ensure_membership(user=guest, tenant_id=channel.tenant_id)
    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(guest)

    refused = press(client, translation)

    assert (refused.status_code, kept(), models[0].received) == (302, {}, [])
    assert "permission" in str(next(iter(get_messages(refused.wsgi_request))))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Plain &amp; simple", "Plain & simple"),
        ("One<br/>two", "One{a/}two"),
        ('<a id="a1">One</a> <b>two <i>three</i></b>', "{a}One{/a} {b}two {c}three{/c}{/b}"),
    ],
)
def test_inline_elements_are_marks_and_come_back(html, text):
    marked = Marked(html)
    assert (marked.text, marked.to_html(text), marked.is_clear) == (text, html, True)


@pytest.mark.parametrize(
    "text",
    ["One two", "{a}One{/b} {b}two{/a}", "{/a}One{a} {b}two{/b}", "{a}One{/a} {b}{c}{/c}two{/b}"],
)
def test_marks_that_are_missing_added_or_crossed_give_nothing(text):
    assert Marked('<a id="a1">One</a> <b>two</b>').to_html(text) is None


@pytest.mark.parametrize("html", ["Write {a} here", "<b>x</b>" * 27])
def test_words_that_look_like_marks_and_too_many_elements_are_left_to_people(html):
    assert not Marked(html).is_clear
