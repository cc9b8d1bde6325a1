"""Every text of ours is there in German, French and Arabic, and reaches those who read it."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import translation
from django.utils.formats import date_format

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.services.outbox import relay
from commerce.exchange.errors import ImportRejectedError
from commerce.ordering.tests.checkouts import Customer
from infra.translations import catalogues
from infra.translations.catalogues import LANGUAGES, as_text, read_catalogue, source_file
from infra.translations.collecting import collect_messages, extract_file, take_over

PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])|%([a-z%])")
ADVICE = "run `make messages` and fill in what it says is left to translate"


@pytest.fixture(scope="module")
def collected():
    return collect_messages()


def forms(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_holds_exactly_the_texts_of_the_source(language, collected):
    wanted = as_text(language, take_over(read_catalogue(language), collected))

    assert source_file(language).read_bytes() == wanted, f"Texts have changed: {ADVICE}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    catalogue = read_catalogue(language)

    missing = [message.id for message in catalogue if message.id and not all(forms(message.string))]
    assert missing == [], f"Not in {language} yet: {ADVICE}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language):
    different = [
        (message.id, form)
        for message in read_catalogue(language)
        if message.id
        for form in forms(message.string)
        if placeholders(form) != placeholders(forms(message.id)[-1])
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_plural_form(language):
    catalogue = read_catalogue(language)

    counted = [len(message.string) for message in catalogue if message.pluralizable]
    assert counted
    assert set(counted) == {catalogue.num_plurals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_doubtful_or_left_over(language):
    catalogue = read_catalogue(language)

    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_collecting_finds_texts_in_python_and_in_templates(tmp_path):
    python = tmp_path / "errors.py"
    python.write_text('x = pgettext("Verb", "Order")\ny = ngettext_lazy("%(n)d", "%(n)ds", "n")\n')
    template = tmp_path / "page.html"
    template.write_text(
        '{% load i18n %}\n  <p>It\'s {% trans "Here" %}</p>\n'
        "{% blocktrans trimmed with a=b %}\n  Two\n  {{ a }}\n{% endblocktrans %}\n"
    )

    found = [(text, context) for _, text, _, context in extract_file(python)]
    assert found == [("Order", "Verb"), (("%(n)d", "%(n)ds"), None)]
    assert [text for _, text, _, _ in extract_file(template)] == ["Here", "Two %(a)s"]


def test_compiling_follows_the_committed_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    for language in LANGUAGES:
        messages = catalogues.empty_catalogue(language)
        messages.add("Cart", f"Cart in {language}")
        catalogues.write_catalogue(language, messages)

    catalogues.compile_outdated()

    for language in LANGUAGES:
        assert f"Cart in {language}".encode() in catalogues.compiled_file(language).read_bytes()


@pytest.mark.parametrize(
    ("locale", "detail"),
    [
        ("en", "There is no such order."),
        ("de", "Diese Bestellung gibt es nicht."),
        ("fr", "Cette commande n’existe pas."),
        ("ar", "لا يوجد طلب كهذا."),
    ],
)
@pytest.mark.django_db
def test_a_problem_is_told_in_the_language_of_the_request(api, locale, detail):
    answer = api.get(f"/api/v1/orders/R-0000-0000/?locale={locale}")

    assert answer.status_code == 404
    assert answer.json()["detail"] == detail
    assert answer.headers["Content-Language"] == locale


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "لم يُستورد شيء: خطأ واحد (1)."),
        (2, "لم يُستورد شيء: خطآن (2)."),
        (7, "لم يُستورد شيء: 7 أخطاء."),
        (11, "لم يُستورد شيء: 11 خطأً."),
        (100, "لم يُستورد شيء: 100 خطأ."),
    ],
)
def test_arabic_counts_in_its_own_forms(count, sentence):
    with translation.override("ar"):
        assert ImportRejectedError([None] * count).detail == sentence


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    buyer = Customer(api)
    buyer.add(make_product(channel))
    buyer.review()
    return buyer


def place_in_german(customer):
    body = {"payment_method": "offline", "fingerprint": customer.checkout()["fingerprint"]}
    headers = {"Idempotency-Key": "de"}
    return customer.call("post", "checkout/place/?locale=de", body, **headers).json()


@pytest.mark.django_db
def test_an_order_and_its_letter_are_in_the_language_it_was_placed_in(customer):
    order = place_in_german(customer)
    relay()

    assert order["status_label"] == "Eingegangen"
    (letter,) = [each for each in mail.outbox if order["number"] in each.subject]
    assert letter.subject == f"Ihre Bestellung {order['number']} bei Reed & Rook"
    assert "vielen Dank für Ihre Bestellung" in letter.body
    assert '<html lang="de" dir="ltr"' in letter.alternatives[0].content
    assert "Bestellung ansehen" in letter.alternatives[0].content


@pytest.mark.parametrize(
    ("address", "language", "tag", "word"),
    [
        ("/dashboard/", "de", '<html lang="de"', "Website"),
        ("/dashboard/", "ar", '<html lang="ar"', "موقع الويب"),
        ("/cms/", "de", '<html lang="de" dir="ltr"', "Schön, Sie zu sehen"),
        ("/cms/", "ar", '<html lang="ar" dir="rtl"', "سعدنا برؤيتك"),
    ],
)
@pytest.mark.django_db
def test_the_back_offices_speak_the_language_of_the_staff(
    client, channel, address, language, tag, word
):
    staff = get_user_model().objects.create_superuser("staff@example.com", "correct horse battery")
    client.force_login(staff)

    with translation.override("en"):  # a page leaves its language active in its thread
        page = client.get(address, headers={"Accept-Language": language}).content.decode()

    assert tag in page
    assert word in page


@pytest.mark.parametrize("language", ["de", "fr", "ar"])
def test_the_day_comes_before_the_month_where_people_write_it_so(language):
    day = datetime(2027, 1, 25, 8, tzinfo=UTC)
    with translation.override(language):
        written = [date_format(day, f"{kind}DATETIME_FORMAT") for kind in ("", "SHORT_")]

    assert [text[:2] for text in written] == ["25", "25"]
