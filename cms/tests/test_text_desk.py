"""Translators at the desk of catalogue texts: what is missing, stale and done, typed, sent and fetched."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.accounts.models import User
from commerce.catalogue.models import ProductTranslation
from commerce.catalogue.services.catalogue import translate_category, translate_product
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.services.writing import write_product
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.core.translated import fingerprint

DESK = "/cms/texts/"


@pytest.fixture
def lamp(channel):
    return make_product(channel, "Lamp", summary="Gives light.", description="<p>Made of oak.</p>")


def german(product, **texts):
    translate_product(product=product, locale="de", **texts)


def look(client, **asked):
    answer = client.get(DESK, {"kind": "product", "language": "de", **asked})
    assert answer.status_code == 200
    return answer


def states(client, **asked):
    rows = look(client, **asked).context["rows"]
    return {row.label: {told.part.name: str(told.state) for told in row.shown} for row in rows}


def typed(row, **texts):
    """What the page sends for fields of a row in which somebody has typed."""
    told = {each.part.name: each for each in row.texts}
    given = {"kind": row.kind.code, "pk": row.pk, "language": row.locale}
    for name, text in texts.items():
        given |= {
            f"text-{name}": text,
            f"seen-{name}": told[name].seen,
            f"source-{name}": told[name].source_seen,
        }
    return given


def test_a_text_is_missing_then_typed_then_stale_then_confirmed(
    api, back_office, lamp, django_capture_on_commit_callbacks
):
    assert states(back_office)["Lamp"] == dict.fromkeys(
        ("name", "summary", "description"), "missing"
    )
    (row,) = look(back_office, state="missing").context["rows"]
    texts = {"name": "Leuchte", "summary": "Gibt\nLicht.", "description": "<p>Eiche<script>x()"}

    with django_capture_on_commit_callbacks(execute=True):
        told = back_office.post(f"{DESK}save/", typed(row, **texts)).json()

    assert (told["state"], told["texts"]["description"]["text"]) == ("done", "<p>Eiche</p>")
    shown = api.get("/api/v1/products/leuchte/", {"locale": "de"}).json()
    assert (shown["name"], shown["summary"]) == ("Leuchte", "Gibt Licht.")

    write_product(product=lamp, locale="en", summary="Gives warm light.")

    assert states(back_office, state="stale") == {
        "Lamp": {"name": "done", "summary": "stale", "description": "done"}
    }
    (row,) = look(back_office, state="stale").context["rows"]
    source = {"source-summary": row.texts[1].source_seen}
    key = {"kind": "product", "pk": lamp.pk, "language": "de"}
    assert back_office.post(f"{DESK}confirm/", key | source).json()["state"] == "done"
    assert states(back_office, state="stale") == {}


def test_what_somebody_else_has_written_is_not_overwritten(back_office, lamp):
    german(lamp, name="Leuchte", summary="Hell.")
    (row,) = look(back_office).context["rows"]
    german(lamp, name="Lampe")

    refused = back_office.post(f"{DESK}save/", typed(row, name="Licht", summary="Sehr hell."))

    assert (refused.status_code, refused.json()["theirs"]) == (409, {"name": "Lampe"})
    stored = ProductTranslation.objects.get(product=lamp)
    assert (stored.name, stored.summary) == ("Lampe", "Hell.")
    newer = typed(row, name="Licht") | {"seen-name": refused.json()["seen"]["name"]}
    assert back_office.post(f"{DESK}save/", newer).status_code == 200
    summary_alone = back_office.post(f"{DESK}save/", typed(row, summary="Sehr hell."))
    assert summary_alone.status_code == 200
    stored.refresh_from_db()
    assert (stored.name, stored.summary) == ("Licht", "Sehr hell.")


def test_a_source_that_changed_while_somebody_typed_leaves_the_text_stale(back_office, lamp):
    (row,) = look(back_office).context["rows"]
    write_product(product=lamp, locale="en", name="Reading lamp")

    told = back_office.post(f"{DESK}save/", typed(row, name="Leuchte")).json()

    assert told["texts"]["name"]["state"] == "stale"


def test_an_offer_is_translated_like_everything_else(back_office, channel):
    goods = Range.objects.create(tenant=channel.tenant, name="All", includes_all_products=True)
    offer = ConditionalOffer.objects.create(
        channel=channel,
        name="Spring",
        condition=Condition.objects.create(range=goods, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=goods, type=Benefit.PERCENTAGE, value=10),
    )
    (row,) = look(back_office, kind="offer", state="missing").context["rows"]

    assert back_office.post(f"{DESK}save/", typed(row, name="Frühling")).json()["state"] == "done"

    offer.refresh_from_db()
    assert offer.translations == {
        "de": {"name": "Frühling", "made_of": {"name": fingerprint("Spring")}}
    }
    assert offer.text("name", "de") == "Frühling"
    ConditionalOffer.objects.filter(pk=offer.pk).update(name="Early spring")
    (row,) = look(back_office, kind="offer", state="stale").context["rows"]
    assert row.label == "Early spring"


def test_all_kinds_are_counted_and_a_page_costs_the_same_for_one_and_for_fifty(
    back_office, channel, lamp
):
    kind = make_product_class(channel.tenant, name="Light")
    make_attribute(kind, "colour", "Moss", "Clay")
    translate_category(category=make_category(channel.tenant, "Lamps"), locale="de", name="Lampen")
    german(lamp, name="Leuchte", summary="Hell.", description="<p>Eiche.</p>")

    with CaptureQueriesContext(connection, ) as one:
        counts = look(back_office).context["counts"]

    told = {row["kind"].code: row["cells"][0]["count"] for row in counts}
    assert {code: (each.done, each.missing, each.total) for code, each in told.items()} == {
        "product": (1, 0, 1),
        "category": (1, 0, 1),
        "attribute": (0, 1, 1),
        "option": (0, 2, 2),
        "product_class": (0, 2, 2),
    }
    for number in range(55):
        make_product(channel, f"Mug {number}", build=False, product_class=kind)
    with CaptureQueriesContext(connection) as many:
        page = look(back_office)
    assert (len(page.context["rows"]), page.context["page"].paginator.num_pages) == (50, 2)
    assert len(many) == len(one) <= 36
    found = look(back_office, q="leuch").context["rows"]
    assert [row.label for row in found] == ["Lamp"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"text-name": "x" * 256}, 422),
        ({"pk": "0"}, 404),
        ({"pk": "x"}, 404),
        ({"language": "en"}, 404),
        ({"language": "xx"}, 404),
        ({"kind": "user"}, 404),
    ],
)
def test_what_cannot_be_saved_is_refused_and_changes_nothing(back_office, lamp, given, status):
    (row,) = look(back_office).context["rows"]

    refused = back_office.post(f"{DESK}save/", typed(row, name="Leuchte") | given)

    assert refused.status_code == status
    assert refused.json()["detail"]
    assert not ProductTranslation.objects.exists()


def test_only_who_has_the_right_and_only_own_texts(back_office, channel, other_channel, lamp):
    foreign = make_product(other_channel, "Foreign lamp")
    (row,) = look(back_office).context["rows"]
    key = {"kind": "product", "pk": foreign.pk, "language": "de"}
    assert back_office.post(f"{DESK}save/", typed(row, name="X") | key).status_code == 404

    user = User.objects.create_user("edna@example.com", "a-long-password")
    user.groups.add(Group.objects.get(name="Editors"))
    editor = Client(SERVER_NAME="testserver")
    editor.force_login(user)
    for answer in (editor.get(DESK), editor.post(f"{DESK}save/", typed(row, name="X"))):
        assert answer.status_code in (302, 403)
    assert not ProductTranslation.objects.exists()
    user.user_permissions.add(Permission.objects.get(codename="change_producttranslation"))
    assert editor.get(DESK).status_code == 200
