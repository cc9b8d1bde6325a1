"""Forms over HTTP: what is asked, what is kept, what is refused, and who hears of it."""

import base64
import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.form_tokens import write_form_token
from cms.models import FormField, FormPage, FormSubmission, SubmittedFile
from cms.services import PageContent, ensure_page
from cms.tasks import forget_submissions
from commerce.accounts.models import User
from commerce.accounts.services.closing import close_account, export_account
from commerce.core.models import OutboxEvent
from commerce.notifications.models import Message

from .conftest import png
from .test_page_api import body_of

pytestmark = pytest.mark.usefixtures("channel_of_module")

ASKED = [
    {"label": "Your name", "field_type": "singleline"},
    {"label": "E-mail", "field_type": "email"},
    {"label": "Topic", "field_type": "dropdown", "choices": "Delivery\nReturns"},
    {"label": "Message", "field_type": "multiline", "help_text": "A sentence will do."},
    {"label": "Picture", "field_type": "file", "required": False},
    {"label": "You may answer me", "field_type": "consent"},
]
GIVEN = {
    "your_name": ["Ada"],
    "e_mail": ["Ada@Example.com"],
    "topic": ["Returns"],
    "message": ["It squeaks.\nA little."],
    "you_may_answer_me": ["on"],
}


def make_form(parent, slug="write", asked=ASKED, **fields):
    page = FormPage(
        title="Write to us",
        slug=slug,
        locale=parent.locale,
        button="Send",
        thanks="Thank you.",
        live=False,
        **fields,
    )
    parent.refresh_from_db()
    page.form_fields = [
        FormField(sort_order=order, locale=parent.locale, **one) for order, one in enumerate(asked)
    ]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return FormPage.objects.get(pk=page.pk)


@pytest.fixture
def form(home):
    return make_form(home)


@pytest.fixture
def later(monkeypatch):
    """Tokens are old enough at once."""
    monkeypatch.setattr("cms.form_tokens.SHORTEST_SECONDS", 0)


def send(api, form, values=GIVEN, **parts):
    parts.setdefault("token", write_form_token(form.public_id))
    return api.post(
        f"/api/v1/content/forms/{form.public_id}/", {"values": values, **parts}, format="json"
    )


def encoded(content):
    return base64.b64encode(content).decode()


def nothing_happened():
    topics = OutboxEvent.objects.filter(topic__contains="FormSubmitted")
    return not FormSubmission.objects.exists() and not topics.exists()


def test_a_form_says_what_it_asks_for(api, form):
    page = body_of(api, "/write/")

    assert page["type"] == "form"
    assert page["form"]["id"] == form.public_id
    assert page["form"]["button"] == "Send"
    assert [one["type"] for one in page["form"]["fields"]] == [one["field_type"] for one in ASKED]
    assert page["form"]["fields"][2] == {
        "name": "topic",
        "type": "dropdown",
        "label": "Topic",
        "help": "",
        "is_required": True,
        "choices": ["Delivery", "Returns"],
        "initial": [],
    }


def test_a_block_shows_the_form_in_the_language_of_the_reader(api, form, german_home):
    german = make_form(german_home, slug="schreiben", translation_key=form.translation_key)
    block = ("form", {"heading": "Ask", "form": form})
    about = ensure_page(
        parent=form.get_parent().specific,
        slug="about",
        content=PageContent(title="About", body=[block]),
    )
    ensure_page(
        parent=german_home,
        slug="ueber",
        content=PageContent(title="Über", body=[block]),
        translation_of=about,
    )

    english = body_of(api, "/about/")["body"][0]["value"]
    other = body_of(api, "/ueber/", locale="de")["body"][0]["value"]

    assert (english["heading"], english["form"]["id"]) == ("Ask", form.public_id)
    assert other["form"]["id"] == german.public_id
    german.unpublish()
    assert body_of(api, "/ueber/", locale="de")["body"][0]["value"]["form"] is None


def test_what_is_sent_is_kept_and_told(api, form, later, marketer, deliver):
    answer = send(
        api, form, files={"picture": {"name": "../my shelf.PNG", "content": encoded(png())}}
    )

    assert (answer.status_code, answer.json()) == (201, {"thanks": "Thank you."})
    kept = FormSubmission.objects.get()
    assert kept.form_data == {
        "your_name": "Ada",
        "e_mail": "Ada@Example.com",
        "topic": "Returns",
        "message": "It squeaks.\nA little.",
        "picture": "my shelf.png",
        "you_may_answer_me": "You may answer me",
    }
    assert (kept.email, kept.locale_code) == ("ada@example.com", "en")
    file = SubmittedFile.objects.get()
    assert (file.media_type, bytes(file.content)) == ("image/png", png())
    deliver()
    told = Message.objects.filter(kind="form_submitted").values_list("user", flat=True)
    assert {*told} == {marketer.pk}


def test_a_double_click_is_one_sending(api, form, later):
    token = write_form_token(form.public_id)

    answers = [send(api, form, token=token) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert FormSubmission.objects.count() == 1


def test_who_has_no_token_or_is_too_fast_is_asked_again(api, form, german_home):
    without = send(api, form, token="")
    assert (without.status_code, without.json()["code"]) == (409, "form_token_needed")

    soon = send(api, form, token=without.json()["token"])
    assert soon.status_code == 409
    assert soon.json()["token"] == without.json()["token"]

    foreign = send(api, form, token=write_form_token("page_01JD40AAAABBBBCCCCDDDDFFFF"))
    forged = send(api, form, token=without.json()["token"][:-2] + "xx")
    assert {foreign.status_code, forged.status_code} == {409}
    assert nothing_happened()


def test_the_token_is_asked_for(api, form, later):
    begun = api.post(f"/api/v1/content/forms/{form.public_id}/token/")

    assert begun.status_code == 200
    assert begun["Cache-Control"] == "private, no-store"
    assert send(api, form, token=begun.json()["token"]).status_code == 201


def test_what_fills_in_the_trap_is_let_go(api, form, later):
    answer = send(api, form, website="https://spam.example")

    assert (answer.status_code, answer.json()) == (201, {"thanks": "Thank you."})
    assert nothing_happened()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("e_mail", ["nobody"], "invalid"),
        ("topic", ["Money"], "invalid_choice"),
        ("your_name", [""], "required"),
        ("your_name", ["a" * 256], "max_length"),
        ("you_may_answer_me", [], "required"),
        ("surprise", ["x"], "unknown_field"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(api, form, later, name, value, code):
    answer = send(api, form, {**GIVEN, name: value})

    assert answer.status_code == 400
    errors = [(one["pointer"], one["code"]) for one in answer.json()["errors"]]
    assert errors == [(f"/values/{name}", code)]
    assert nothing_happened()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90 a program", "file_unknown"),
        (b"<svg onload=alert(1)>", "file_unknown"),
        (png()[:200], "broken_image"),
        (b"%PDF-1.7 cut off", "broken_file"),
        (png(9000, 9000), "file_too_large"),
    ],
)
def test_a_file_is_what_is_in_it(api, form, later, content, code):
    answer = send(api, form, files={"picture": {"name": "x.png", "content": encoded(content)}})

    assert answer.status_code == 400
    assert [one["code"] for one in answer.json()["errors"]] == [code]
    assert nothing_happened()


def test_a_form_bomb_is_refused_before_it_is_read(api, form, later):
    bomb = json.dumps({"values": {f"f{n}": ["x" * 2**20] for n in range(200)}})
    address = f"/api/v1/content/forms/{form.public_id}/"
    large = api.post(address, bomb, content_type="application/json")
    many = send(api, form, {f"f{n}": ["x"] for n in range(41)})

    assert large.status_code == 413
    assert many.status_code == 400
    assert nothing_happened()


def test_a_form_is_not_sent_without_end(api, form, later, settings):
    answers = [send(api, form).status_code for _ in range(31)]

    assert answers == [201] * 30 + [429]


def test_a_form_that_is_not_public_takes_nothing(api, form, later):
    form.unpublish()

    assert send(api, form).status_code == 404
    assert api.post("/api/v1/content/forms/nonsense/", {"values": {}}).status_code == 404
    assert nothing_happened()


def test_submissions_are_deleted_after_the_days_of_their_form(api, form, home, later):
    brief = make_form(home, slug="brief", retention_days=1)
    for one in (form, brief):
        send(api, one, files={"picture": {"name": "x.png", "content": encoded(png())}})
    FormSubmission.objects.update(submit_time=timezone.now() - timedelta(days=2))

    forget_submissions()

    assert [one.page_id for one in FormSubmission.objects.all()] == [form.pk]
    assert SubmittedFile.objects.count() == 1


def test_who_leaves_takes_along_what_was_sent(api, form, later, channel):
    send(api, form)
    send(api, form, {**GIVEN, "e_mail": ["other@example.com"]})
    ada = User.objects.create_user("ada@example.com", "a-long-password")
    ada.confirmed_email = ada.email
    ada.save()
    ada.memberships.create(tenant=channel.tenant)

    kept = export_account(user=ada, tenant_id=channel.tenant_id)["forms"]["submission"]
    assert [one["values"]["message"] for one in kept] == ["It squeaks.\nA little."]
    close_account(user=ada, current_password="a-long-password", channel=channel, network="1")

    assert [one.email for one in FormSubmission.objects.all()] == ["other@example.com"]


def test_marketers_list_and_export_what_was_sent(api, form, later, back_office):
    send(
        api,
        form,
        {**GIVEN, "your_name": ["=cmd|'/c calc'!A1"], "message": ["<script>alert(1)</script>"]},
        files={"picture": {"name": "shelf.png", "content": encoded(png())}},
    )
    address = f"/cms/forms/submissions/{form.pk}/"

    page = back_office.get(address).content.decode()
    exported = back_office.get(address, {"export": "csv"}).getvalue().decode()
    file = SubmittedFile.objects.get()
    download = back_office.get(f"/cms/forms/files/{file.pk}/")

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert f'<a href="/cms/forms/files/{file.pk}/">shelf.png</a>' in page
    row = next(iter(csv.DictReader(io.StringIO(exported))))
    assert row["Your name"] == "'=cmd|'/c calc'!A1"
    assert download.content == png()
    assert download["Content-Disposition"] == 'attachment; filename="shelf.png"'
    assert download["X-Content-Type-Options"] == "nosniff"


def test_files_are_for_those_who_write_the_website(api, form, later, client):
    send(api, form, files={"picture": {"name": "shelf.png", "content": encoded(png())}})
    address = f"/cms/forms/files/{SubmittedFile.objects.get().pk}/"

    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("shopper@example.com", "a-long-password"))
    assert client.get(address).status_code in {302, 403, 404}


def test_a_form_is_translated_and_keeps_the_names_of_its_fields(
    api, form, german_home, django_capture_on_commit_callbacks
):
    locale = Locale.objects.get(language_code="de")
    source, _created = TranslationSource.get_or_create_from_instance(form)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=f"{segment.string.data} (de)",
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    german = translation.get_target_instance()
    fields = body_of(api, f"/{german.slug}/", locale="de")["form"]["fields"]

    assert [one["name"] for one in fields][:2] == ["your_name", "e_mail"]
    assert fields[0]["label"] == "Your name (de)"


def test_editors_are_told_of_fields_that_nobody_could_fill_in(back_office, form):
    wanted = [
        {"label": "One", "field_type": "file"},
        {"label": "Two", "field_type": "file"},
        {"label": "Three", "field_type": "radio", "choices": ""},
    ]
    fields = {
        f"form_fields-{place}-{name}": value
        for place, one in enumerate(wanted)
        for name, value in {"id": "", "ORDER": place + 1, "DELETE": "", **one}.items()
    }
    counts = {"TOTAL_FORMS": 3, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    page = {"title": "Write", "slug": "write", "body-count": 0, "button": "Go", "thanks": "Thanks."}

    answer = back_office.post(
        f"/cms/pages/{form.pk}/edit/",
        {
            **page,
            **fields,
            **{f"form_fields-{name}": value for name, value in counts.items()},
            **{f"comments-{name}": value for name, value in {**counts, "TOTAL_FORMS": 0}.items()},
            "retention_days": 30,
            "action-publish": "action-publish",
        },
    )

    said = answer.content.decode()
    assert "A form takes one file." in said
    assert "Write what can be chosen." in said
    assert next(one.label for one in FormPage.objects.get().form_fields.all()) == "Your name"
