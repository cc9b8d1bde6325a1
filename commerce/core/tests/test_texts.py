"""What strangers write, and what is left of it where others read it."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from commerce.core import texts


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  Ada\u200b\u00a0Moss\ufeff ", "Ada Moss"),
        ("\u202egnp.evil\u202c", "gnp.evil"),
        ("Zoe\u0308", "Zoë"),
        ("\u200b\u2060\u3164\u2800", ""),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("Ad\u200ca", "Ada"),
        ("O’Brien-Ünal", "O’Brien-Ünal"),
    ],
)
def test_what_shows_nothing_is_left_out(text, seen):
    assert texts.clean_line(text) == seen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("You won https://evil.example", "link"),
        ("HTTP://EVIL.EXAMPLE", "link"),
        ("www.evil.example", "link"),
        ("evil.example/win", "link"),
        ("evil.example", "link"),
        ("Win at evil.example now", "link"),
        ("mailto:eve", "link"),
        ("eve@evil.example", "link"),
        ("Ada\r\nBcc: all@example.com", "control_character"),
        ("Ada\u2028Moss", "control_character"),
        ("Ada\x07", "control_character"),
        ("<b>Ada</b>", "markup"),
        ("<script>alert(1)</script>", "markup"),
    ],
)
def test_what_is_no_name_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        texts.require_name(text)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "text",
    ["Ada", "J.R.R.", "St.John", "Dr.med. Ada", "أدا", "李小龍", "D’Arcy", "van der Moss", ""],
)
def test_names_of_people_are_taken(text):
    texts.require_name(text)


@pytest.mark.parametrize("text", ["Happy birthday <3", "a < b > c", "one\ntwo -> three"])
def test_hearts_and_arrows_in_a_longer_text_are_taken(text):
    texts.require_plain_lines(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("one\n<b>two</b>", "markup"),
        ("</p", "markup"),
        ("<!-- -->", "markup"),
        ("one\nhttps://evil.example/", "link"),
        ("one\x07", "control_character"),
    ],
)
def test_tags_and_links_in_a_longer_text_are_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        texts.require_plain_lines(text)

    assert refused.value.code == code


@pytest.mark.parametrize("text", ["Booking.com B.V.", "Str.des 17. Juni 5", "c/o Moss", "Flat 3/4"])
def test_companies_and_streets_are_taken(text):
    texts.require_plain_line(text)


@pytest.mark.parametrize(
    "address",
    [
        "ada\u200b@example.com",
        "ada@exam\u200bple.com",
        "ada@example\u202e.com",
        "ada@ex\u00adample.com",
        "ada @example.com",
        "ada@example.com\r\nBcc: all@example.com",
        '"ada moss"@example.com',
        "ada@ex\u0430mple.com",  # a Cyrillic a
        "ada@аррӏе.com",
        "ada@xn--80ak6aa92e.com",
        "ada@ｅxample.com",
        "ada@example。com",
        "ada@xn--a.com",
    ],
)
def test_addresses_that_pretend_are_refused(address):
    with pytest.raises(ValidationError):
        texts.require_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.com",
        "ada+shop@example.co.uk",
        "o'brien@example.com",
        "ada@münchen.example",
        "ada@xn--mnchen-3ya.example",
        "ada@почта.рф",
        "ada@例え.jp",
    ],
)
def test_honest_addresses_are_taken(address):
    texts.require_email(address)


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/win?x=1",
        "evil.example",
        "www.evil.example",
        "a@evil.example",
        "1.2.3.4",
    ],
)
def test_a_letter_has_no_strangers_link(text):
    shown = texts.unlinked(text)

    assert shown.replace("\u2060", "") == text
    assert not re.search(r"://|\w\.\w|\w@\w|\w/\w", shown)


def test_every_alphabets_digits_are_read():
    assert texts.ascii_digits("١٢٢١٤ ۱۲ १२ １２") == "12214 12 12 12"
