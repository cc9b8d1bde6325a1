"""Events survive their trip through JSON, and know their topic and their line."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError
from msgspec.inspect import type_info

from commerce.core.events import Event, UnknownTopicError, event_class, known_events
from commerce.core.ids import new_public_id
from commerce.core.money import Money


class Colour(StrEnum):
    MOSS = "moss"


@dataclass(frozen=True, kw_only=True)
class HTMLPageShipped(Event):
    aggregate_fields = ("page_id", "locale")

    page_id: int
    locale: str
    price: Money | None
    rate: Decimal
    at: datetime
    day: date
    colour: Colour = Colour.MOSS
    tags: tuple[str, ...] = ()
    amounts: list[Decimal] | None = None
    is_new: bool = False


decimals = st.decimals(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]))
shipped = st.builds(
    HTMLPageShipped,
    page_id=st.integers(),
    locale=texts,
    price=st.none() | st.builds(Money, decimals, st.just("EUR")),
    rate=decimals,
    at=st.datetimes(timezones=st.just(UTC)),
    day=st.dates(),
    tags=st.lists(texts).map(tuple),
    amounts=st.none() | st.lists(decimals),
    is_new=st.booleans(),
)


@given(shipped)
def test_what_goes_out_comes_back(event):
    payload = json.loads(json.dumps(event.as_json()))

    assert HTMLPageShipped.from_json(payload) == event


def example(**changes: object) -> HTMLPageShipped:
    values = {
        "page_id": 7,
        "locale": "de",
        "price": None,
        "rate": Decimal("0.19"),
        "at": datetime(2026, 1, 2, tzinfo=UTC),
        "day": date(2026, 1, 2),
    }
    return HTMLPageShipped(**{**values, **changes})


def test_topic_and_line():
    assert HTMLPageShipped.topic == "core.html_page_shipped"
    assert event_class("core.html_page_shipped") is HTMLPageShipped
    assert example().aggregate == "page_id=7/locale=de"


def test_the_topic_names_the_context():
    def topic_in(module: str) -> str:
        return type("PagePublished", (Event,), {"__module__": module}).topic

    assert topic_in("commerce.catalogue.events") == "catalogue.page_published"
    assert topic_in("cms.events") == "cms.page_published"


def test_two_classes_cannot_share_a_topic():
    with pytest.raises(TypeError, match=r"core\.html_page_shipped"):
        type("HTMLPageShipped", (Event,), {"__module__": "commerce.core.events"})


def test_an_unknown_topic_is_an_error():
    with pytest.raises(UnknownTopicError, match=r"core\.never_heard_of"):
        event_class("core.never_heard_of")


def test_releases_may_differ_by_a_field():
    payload = example().as_json()
    del payload["tags"]
    payload["from_a_newer_release"] = 1

    assert HTMLPageShipped.from_json(payload) == example()


@pytest.mark.parametrize("value", [1.5, object(), {"a": 1}, {1}, b"x"])
def test_values_without_an_exact_json_form_are_refused(value):
    with pytest.raises((TypeError, ValidationError)):
        example(tags=(value,)).as_json()


def test_what_is_not_of_its_declared_type_is_not_read():
    with pytest.raises(ValidationError, match=r"Expected `int`, got `str` - at `\$.page_id`"):
        HTMLPageShipped.from_json({**example().as_json(), "page_id": "7"})


def test_no_event_of_the_shop_carries_an_inexact_number():
    told = [repr(type_info(cls)) for cls in known_events()]

    assert len(told) > 20
    assert [text for text in told if "FloatType" in text] == []


def test_events_do_not_change():
    with pytest.raises(FrozenInstanceError):
        example().page_id = 8


def test_public_ids_are_prefixed_unique_and_sortable():
    ids = [new_public_id("prod") for _ in range(1000)]

    assert len(set(ids)) == 1000
    assert all(len(one) == 31 and one.startswith("prod_") for one in ids)
    moments = [one[5:15] for one in ids]
    assert moments == sorted(moments)
