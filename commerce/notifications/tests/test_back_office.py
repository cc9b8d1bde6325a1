"""The room "Messages": how things are told, and what was told."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from commerce.notifications import services
from commerce.notifications.enums import Medium
from commerce.notifications.models import Message, Template
from commerce.notifications.registry import get_kind, list_kinds
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from commerce.notifications.writing.samples import example_values
from commerce.notifications.writing.sms import length_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, channel):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return user


def write(channel, actor, code="payment_refunded", medium=Medium.EMAIL, locale="en"):
    return services.begin_template(
        kind=get_kind(code), medium=medium, channel=channel, locale=locale, actor=actor
    )


def tell(channel, code="payment_refunded", locale="en", **values):
    kind = get_kind(code)
    notify(
        kind=code,
        recipient=Recipient(locale, email="ada@example.com"),
        channel_id=channel.pk,
        event_id="1",
        values={**example_values(kind), **values},
        about="R-1",
    )


@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar"])
@pytest.mark.parametrize("medium", Medium.values)
def test_each_kind_is_shown_in_each_language_and_medium(client, boss, locale, medium):
    for kind in list_kinds():
        place = {"locale": locale, "medium": medium}
        page = client.get(reverse("message_kinds:kind", args=[kind.code]), place)
        letter = client.get(reverse("message_kinds:letter", args=[kind.code]), place)

        assert (page.status_code, letter.status_code) == (200, 200)
        assert "sandbox" in letter["Content-Security-Policy"]
        assert letter["X-Frame-Options"] == "SAMEORIGIN"
        text = letter.content.decode()
        assert f'lang="{locale}"' in text
        assert "{{" not in text


def test_the_list_tells_which_kinds_have_words_of_their_own(client, boss, channel):
    write(channel, boss).save_revision().publish()

    page = client.get(reverse("message_kinds:index")).content.decode()

    assert page.count("Your own") == 1
    assert page.count("Delivered") == len(list_kinds()) - 1


@pytest.mark.parametrize(
    "kind", [kind for kind in list_kinds() if kind.draft.subject], ids=lambda kind: kind.code
)
@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar"])
def test_the_delivered_words_are_those_that_writing_begins_with(channel, boss, kind, locale):
    template = write(channel, boss, kind.code, locale=locale)

    template.full_clean()
    assert not template.live
    assert len(template.draft.parts) == len(kind.draft.parts)


def test_published_words_are_used_until_they_are_withdrawn(channel, boss, deliver):
    template = write(channel, boss)
    template.subject = "Good news about {{ number }}"
    template.save_revision().publish()
    tell(channel)
    services.return_to_delivered(template=template, actor=boss)
    tell(channel, code="order_placed")
    deliver()

    assert [letter.subject for letter in mail.outbox] == [
        "Good news about R-100001",
        "Your order R-100001 at Reed & Rook",
    ]
    assert template.revisions.count() == 2


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        ("Order {{ numbr }}", "There is no variable “numbr”. There are: number, greeting"),
        ("Order {{ number }", "A tag is broken near “Order {{ number }”."),
        ("{% load evil %}", "A tag is broken near “{% load evil %}”."),
        ("{{ number|safe }}", "A tag is broken near “{{ number|safe }}”."),
        ("{{ settings.SECRET_KEY }}", "A tag is broken near “{{ settings.SECRE”."),
        ("  ", "A letter has a subject."),
    ],
)
def test_what_cannot_be_filled_in_cannot_be_saved(channel, boss, subject, problem):
    template = write(channel, boss)
    template.subject = subject

    with pytest.raises(ValidationError) as refused:
        template.full_clean()

    assert problem in " ".join(refused.value.message_dict["subject"])


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "text", "value": "Hi {{ lines }}"}, "Block 2: “lines” is a list"),
        ({"type": "text", "value": "Hi {{ x }}"}, "Block 2: There is no variable “x”."),
        ({"type": "lines", "value": "number"}, "Block 2: “number” is no list."),
        ({"type": "products", "value": "goods"}, "Block 2: There is no variable “goods”."),
        (
            {"type": "button", "value": {"text": "Go", "address": "javascript:alert(1)"}},
            "Block 2: The address begins with https://, or is a variable.",
        ),
    ],
)
def test_the_place_of_a_mistake_is_named(channel, boss, block, problem):
    template = write(channel, boss, "order_placed")
    template.body = json.dumps([{"type": "divider", "value": None}, block])

    with pytest.raises(ValidationError) as refused:
        template.full_clean()

    assert problem in " ".join(refused.value.message_dict["body"])


def test_a_text_message_has_at_most_ten_parts(channel, boss):
    template = write(channel, boss, medium=Medium.SMS)
    template.full_clean()
    template.text = "ä" * 1_600

    with pytest.raises(ValidationError, match="sent in 11 parts; at most 10 are"):
        template.full_clean()
    template.text = "x" * 1_000_000
    with pytest.raises(ValidationError, match="sent in 6537 parts"):
        template.full_clean()


@pytest.mark.parametrize(
    ("text", "encoding", "characters", "segments"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 77, "GSM-7", 154, 1),
        ("a" * 152 + "€" * 10, "GSM-7", 172, 2),
        ("ل" * 70, "UCS-2", 70, 1),
        ("ل" * 71, "UCS-2", 71, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 67, "UCS-2", 134, 3),
    ],
)
def test_the_parts_of_a_text_message_are_counted_as_carriers_do(
    text, encoding, characters, segments
):
    length = length_of(text)

    assert (length.encoding, length.characters, length.segments) == (
        encoding,
        characters,
        segments,
    )


def test_editors_write_a_template_in_the_back_office(client, boss, channel):
    address = reverse("message_kinds:write", args=["order_placed"])
    edit = client.post(address + "?locale=de&medium=email")
    template = Template.objects.get()

    assert edit["Location"] == f"/cms/snippets/notifications/template/edit/{template.pk}/"
    assert template.subject == "Ihre Bestellung {{ number }} bei {{ shop }}"
    page = client.get(edit["Location"])
    assert page.status_code == 200
    assert (
        client.get(f"/cms/snippets/notifications/template/history/{template.pk}/").status_code
        == 200
    )


def test_a_test_letter_goes_to_who_asks_for_it(client, boss, deliver):
    address = reverse("message_kinds:test", args=["parcel_shipped"])
    client.post(address + "?locale=fr")
    deliver()

    (letter,) = mail.outbox
    assert letter.to == ["boss@example.com"]
    assert letter.subject == "Un colis de votre commande R-100001 chez Reed & Rook est en route"


def test_a_newcomer_sees_what_was_sent(client, boss, channel, deliver):
    tell(channel, code="order_placed")
    deliver()
    message = Message.objects.get()

    listed = client.get(reverse("sent_messages:index"))
    shown = client.get(reverse("sent_messages:inspect", args=[message.pk]))
    letter = client.get(reverse("sent_messages:letter", args=[message.pk]))

    assert "Your order R-100001 at Reed &amp; Rook" in listed.content.decode()
    assert (
        f'href="{reverse("sent_messages:inspect", args=[message.pk])}"' in listed.content.decode()
    )
    assert "ada@example.com" in shown.content.decode()
    assert "2 × Stoneware mug" in letter.content.decode()
    assert "sandbox" in letter["Content-Security-Policy"]
    assert "default-src &#x27;none&#x27;" not in letter["Content-Security-Policy"]

    client.post(reverse("sent_messages:again", args=[message.pk]))
    deliver()
    assert len(mail.outbox) == 2


def test_no_way_leads_from_the_back_office_into_an_account(client, boss, channel, deliver):
    tell(channel, code="password_reset", url="https://shop.example/#token=s3cret")
    deliver()
    message = Message.objects.get()
    assert "s3cret" in mail.outbox[0].body

    for name in ("inspect", "letter"):
        page = client.get(reverse(f"sent_messages:{name}", args=[message.pk]))
        assert page.status_code == 200
        assert "s3cret" not in page.content.decode()
    client.post(reverse("sent_messages:again", args=[message.pk]))
    deliver()
    assert len(mail.outbox) == 1


def test_messages_are_not_changed_by_hand(client, boss, channel):
    tell(channel)
    message = Message.objects.get()
    base = reverse("sent_messages:index")

    for path in ("new/", f"edit/{message.pk}/", f"delete/{message.pk}/"):
        assert client.post(f"{base}{path}", {"kind": "x"}).status_code == 404
    message.refresh_from_db()
    assert message.kind == "payment_refunded"


def test_who_may_not_see_messages_does_not(client, channel):
    user = get_user_model().objects.create_user("mona@example.com", password="x" * 12)
    tell(channel)
    client.force_login(user)

    for name, arguments in (
        ("sent_messages:letter", [Message.objects.get().pk]),
        ("message_kinds:letter", ["order_placed"]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code in (302, 403)
