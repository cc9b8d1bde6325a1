"""Which terms a text has, and whether its translation says them as the glossary does."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.glossaries import Glossary, Term
from cms.models import ContentPage, GlossaryTerm
from cms.selectors import find_glossary
from cms.services import PageContent, ensure_page
from cms.tests.test_translation_desk import submit, type_translation
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.catalogue.tests.factories import make_product

CARD, GIFT_CARD = Term("card", "Karte"), Term("gift card", "Gutschein")
DELIVERY, DUNE = Term("delivery", "Lieferung"), Term("Dune", "Dune")
GERMAN = Glossary("en", "de", (CARD, GIFT_CARD, DELIVERY, DUNE))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Our deliveries", [DELIVERY]),
        ("<b>Deliv</b>ery costs nothing", []),
        ("A <b>gift</b> card for two", [GIFT_CARD]),
        ("Gift cards and cards", [CARD, GIFT_CARD]),
        ("Discarded", []),
        ("", []),
    ],
)
def test_terms_are_found_whatever_their_endings_the_longest_first(text, terms):
    assert GERMAN.terms_in(text) == terms


@pytest.mark.parametrize(
    ("source", "translation", "broken"),
    [
        ("Free delivery", "Kostenlose Lieferungen", []),
        ("Delivery costs", "Lieferkosten", []),
        ("Free delivery", "Kostenloser Versand", [DELIVERY]),
        ("Gift cards", "<b>Gut</b>scheine", [GIFT_CARD]),
        ("The Dune lamp", "Die Lampe <i>Dune</i>", []),
        ("The Dune lamp", "Die Dünenlampe", [DUNE]),
        ("A lamp", "Ein Versand", []),
    ],
)
def test_a_translation_keeps_to_its_terms(source, translation, broken):
    assert GERMAN.broken(source, translation) == broken


def test_arabic_is_compared_without_vowel_signs_and_article():
    glossary = Glossary("en", "ar", (Term("gift", "هدية"),))
    assert glossary.broken("Gifts", "الهَدِيَّة") == []
    assert glossary.broken("Gifts", "منحة") == glossary.terms_in("gift")


def test_a_language_that_nobody_stems_is_compared_word_by_word():
    glossary = Glossary("en", "tlh", (Term("lamp", "wovmoHwI'"),))
    assert glossary.broken("Lamps", "wovmoHwI'") == []


@pytest.fixture
def german(db):
    return Locale.objects.get_or_create(language_code="de")[0]


def add_term(client, text, translation="", source="en", target=""):
    body = {"text": text, "source_locale": source, "translation": translation, "note": ""}
    return client.post(reverse("glossary:add"), {**body, "target_locale": target})


def test_a_term_is_written_once_and_what_stays_holds_for_all_languages(back_office, channel):
    assert add_term(back_office, " gift  card ", "Gutschein", target="de").status_code == 302
    assert add_term(back_office, "Dune").status_code == 302

    again = add_term(back_office, "Gift card", "Karte", target="de")
    itself = add_term(back_office, "lamp", "lamp", target="en")
    empty = add_term(back_office, "—", "x", target="de")

    assert "The glossary has that term in that language." in again.content.decode()
    assert "A term is translated into another language." in itself.content.decode()
    assert "A term has letters or digits." in empty.content.decode()
    assert GlossaryTerm.objects.count() == 2
    assert find_glossary(source="en", target="de").terms == (
        Term("Dune", "Dune"),
        Term("gift card", "Gutschein"),
    )
    assert find_glossary(source="en", target="fr").terms == (Term("Dune", "Dune"),)
    assert find_glossary(source="de", target="en").terms == ()


def test_the_editor_marks_what_says_something_else_and_publishes_it_all_the_same(
    back_office, german_home, german_about, about, german, django_capture_on_commit_callbacks
):
    add_term(back_office, "delivery", "Lieferung", target="de")
    body = [("quote", {"text": "Free delivery."}), ("quote", {"text": "Two days."})]
    page = ensure_page(parent=about, slug="news", content=PageContent(title="News", body=body))
    translation = submit(back_office, page, german)
    said = "The glossary says “Lieferung” for “delivery”."

    for text, translated in (("News", "Neues"), ("news", "neues"), ("Two days.", "Zwei Tage.")):
        assert type_translation(back_office, translation, text, translated).json()["error"] is None
    answer = type_translation(back_office, translation, "Free delivery.", "Freier Versand.")

    assert answer.json()["error"] == said
    assert not StringTranslation.objects.filter(has_error=True).exists()
    target = translation.get_target_instance()
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    shown = json.loads(back_office.get(address).context["props"])["initialStringTranslations"]
    marked = {each["data"]: each["error"] for each in shown}
    assert marked.pop("Freier Versand.") == said
    assert marked == {"Neues": None, "neues": None, "Zwei Tage.": None}
    with django_capture_on_commit_callbacks(execute=True):
        assert back_office.post(address, {"action": "publish"}).status_code == 302
    live = ContentPage.objects.get(pk=target.pk)
    assert (live.live, live.body[0].value["text"]) == (True, "Freier Versand.")
    mended = type_translation(back_office, translation, "Free delivery.", "Freie Lieferung.")
    assert mended.json()["error"] is None


def send(client, text):
    file = SimpleUploadedFile("glossary.csv", text.encode(), content_type="text/csv")
    return client.post(reverse("cms_terms_import"), {"file": file})


def test_a_glossary_goes_out_as_a_file_and_comes_back(back_office, channel):
    add_term(back_office, "gift card", "Gutschein", target="de")
    add_term(back_office, "Dune")
    exported = back_office.get(reverse("glossary:index"), {"export": "csv"})
    table = b"".join(exported.streaming_content).decode()
    assert table.splitlines()[0] == "term,language,translation,from,note"

    told = send(back_office, table.replace("Gutschein", "Geschenkkarte") + "lamp,de,Leuchte,en,\n")

    assert told.url == reverse("glossary:index")
    *_before, said = get_messages(told.wsgi_request)
    assert str(said).strip() == "New: 1; Changed: 1; As it is already: 1"
    german = find_glossary(source="en", target="de").terms
    assert {(each.text, each.translation) for each in german} == {
        ("Dune", "Dune"),
        ("gift card", "Geschenkkarte"),
        ("lamp", "Leuchte"),
    }


def test_a_table_without_notes_leaves_those_that_are_there(back_office, channel):
    send(back_office, "term,language,translation,note\nlamp,de,Lampe,Of all kinds.\n")

    send(back_office, "term,language,translation\nlamp,de,Leuchte\n")

    term = GlossaryTerm.objects.get()
    assert (term.translation, term.note) == ("Leuchte", "Of all kinds.")


def test_the_glossary_is_in_the_menu_of_who_may_write_it_and_no_other(client, channel, back_office):
    """Who edits pages alone neither sees it nor takes a file over."""
    assert reverse("glossary:index") in back_office.get("/cms/").content.decode()
    editor = make_user("editor@example.com")
    ensure_membership(user=editor, tenant_id=channel.tenant_id)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)

    assert reverse("glossary:index") not in client.get("/cms/").content.decode()
    answer = send(client, "term,language,translation\nlamp,de,Leuchte\n")

    assert (answer.status_code, GlossaryTerm.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("term,translation\nlamp,Leuchte\n", "Line 1 cannot be read: the column “language”"),
        ("term;language;translation\nlamp;tlh;x\n", "Line 2 cannot be read: “tlh” is no language"),
        ("term,language,translation\nlamp,de,L\n,de,x\n", "Line 3 cannot be read"),
        ("term,language,translation\nlamp,de,L\nLamp,de,x\n", "Line 3 cannot be read: Left out"),
        ("term,language,translation\nlamp,en,L\n", "Line 2 cannot be read: A term is translated"),
        ("", "Choose a file that is not empty"),
    ],
)
def test_of_a_file_with_a_mistake_nothing_is_taken_over(back_office, channel, table, said):
    answer = send(back_office, table)

    assert f"Nothing was changed. {said}" in unescape(answer.content.decode())
    assert not GlossaryTerm.objects.exists()


def test_the_glossary_is_read_once_for_a_whole_page(back_office, channel):
    for name in ("Fen lamp", "Moor lamp", "Dune lamp"):
        make_product(channel, name)

    with CaptureQueriesContext(connection) as asked:
        answer = back_office.get(reverse("cms_texts"), {"kind": "product", "language": "de"})

    assert len(answer.context["rows"]) == 3
    assert sum('"cms_glossaryterm"' in each["sql"] for each in asked) == 1
