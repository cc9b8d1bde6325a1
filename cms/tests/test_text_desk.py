"""Translators at the desk of catalogue texts: what is missing, stale and done, typed, sent and fetched."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.accounts.models import User
from commerce.catalogue.models import ProductTranslation
from commerce.catalogue.services.catalogue import translate_category, translate_product
from commerce.catalogue.services.renditions import render_product_images
from commerce.catalogue.services.writing import write_product
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.core.translated import fingerprint
from commerce.oscar.catalogue.models import ProductImage
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range

from .conftest import png

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


def asked_of_texts(queries):
    """How often the texts themselves were asked for: Wagtail's own menu asks much besides."""
    return sum("told" in each["sql"] or "state0" in each["sql"] for each in queries)


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


def test_a_text_is_missing_then_typed_then_stale_then_confirmed(api, back_office, lamp, deliver):
    assert states(back_office)["Lamp"] == dict.fromkeys(
        ("name", "summary", "description"), "missing"
    )
    (row,) = look(back_office, state="missing").context["rows"]
    texts = {"name": "Leuchte", "summary": "Gibt\nLicht.", "description": "<p>Eiche<script>x()"}

    told = back_office.post(f"{DESK}save/", typed(row, **texts)).json()
    deliver()

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


def test_what_a_picture_shows_is_told_in_each_language(api, back_office, channel, lamp, deliver):
    file = ContentFile(png(), name="lamp.png")
    image = ProductImage.objects.create(product=lamp, original=file, caption="On a desk")
    ProductImage.objects.create(product=lamp, original=ContentFile(png(20, 20), name="bare.png"))
    render_product_images(product_ids=[lamp.pk])
    (row,) = look(back_office, kind="picture", state="missing").context["rows"]
    assert (row.pk, row.label, row.context) == (image.pk, "On a desk", "Lamp")

    told = back_office.post(f"{DESK}save/", typed(row, caption="Auf dem Tisch"))
    deliver()

    assert told.json()["state"] == "done"
    alts = {
        locale: api.get("/api/v1/products/lamp/", {"locale": locale}).json()["images"][0]["alt"]
        for locale in ("en", "de", "fr")
    }
    assert alts == {"en": "On a desk", "de": "Auf dem Tisch", "fr": "Lamp"}

    out = fetch(back_office, kind="picture", language="fr", state="missing")
    back = out.replace("On a desk,,missing", "On a desk,Sur un bureau,missing")
    shown = send(back_office, back)
    back_office.post(f"{DESK}import/", {"looked_at": shown.context["looked_at"]})
    image.refresh_from_db()
    captions = [image.translations[locale]["caption"] for locale in ("de", "fr")]
    assert captions == ["Auf dem Tisch", "Sur un bureau"]


def test_all_kinds_are_counted_and_a_page_costs_the_same_for_one_and_for_fifty(
    back_office, channel, lamp
):
    kind = make_product_class(channel.tenant, name="Light")
    make_attribute(kind, "colour", "Moss", "Clay")
    translate_category(category=make_category(channel.tenant, "Lamps"), locale="de", name="Lampen")
    german(lamp, name="Leuchte", summary="Hell.", description="<p>Eiche.</p>")

    with CaptureQueriesContext(connection) as one:
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
    assert asked_of_texts(many) == asked_of_texts(one) == 9 + 2
    found = look(back_office, q="leuch").context["rows"]
    assert [row.label for row in found] == ["Lamp"]


REFUSED = (
    ({"text-name": "x" * 256}, 422),
    ({"pk": "0"}, 404),
    ({"pk": "x"}, 404),
    ({"language": "en"}, 404),
    ({"language": "xx"}, 404),
    ({"kind": "user"}, 404),
)


def test_what_cannot_be_saved_is_refused_and_changes_nothing(back_office, lamp):
    (row,) = look(back_office).context["rows"]

    for given, status in REFUSED:
        refused = back_office.post(f"{DESK}save/", typed(row, name="Leuchte") | given)
        assert refused.status_code == status, given
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


def fetch(client, **asked):
    answer = client.get(f"{DESK}export/", {"kind": "product", "language": "de", **asked})
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig")


def send(client, content, name="texts.csv"):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(f"{DESK}import/", {"file": file})


@pytest.mark.parametrize("form", ["csv", "po"])
def test_what_goes_out_comes_back_translated_after_it_was_looked_at(back_office, lamp, form):
    make_product(lamp.listings.first().channel, "=Mug", description="<p>One</p>\n<p>Two</p>")
    out = fetch(back_office, format=form, state="missing")
    if form == "csv":
        back = out.replace("Gives light.,,", "Gives light.,Gibt Licht.,").replace(
            "'=Mug,,missing", "'=Mug,'=Becher,missing"
        )
    else:
        back = out.replace(
            'msgid "Gives light."\nmsgstr ""', 'msgid "Gives light."\nmsgstr "Gibt Licht."'
        ).replace('msgid "=Mug"\nmsgstr ""', 'msgid "=Mug"\nmsgstr "=Becher"')

    shown = send(back_office, back, f"texts.{form}")

    assert dict(shown.context["outcomes"]) == {"New": 2, "Not translated in the file": 3}
    assert not ProductTranslation.objects.exists()
    done = back_office.post(f"{DESK}import/", {"looked_at": shown.context["looked_at"]})
    assert done.status_code == 302
    assert sorted(ProductTranslation.objects.values_list("name", "summary")) == [
        ("", "Gibt Licht."),
        ("=Becher", ""),
    ]
    again = send(back_office, back, f"texts.{form}")
    assert (again.context["writes"], dict(again.context["outcomes"])["As it is already"]) == (0, 2)


def test_stale_unknown_and_long_lines_are_told_and_left_out(back_office, lamp):
    head = "kind,key,field,language,source,translation\n"
    lines = (
        f"product,{lamp.pk},name,de,Old lamp,Leuchte",
        f"product,{lamp.pk},summary,de,Gives light.,{'x' * 256}",
        f"product,{lamp.pk},colour,de,Moss,Moos",
        "product,99999999,name,de,Lamp,Leuchte",
        f"product,{lamp.pk},name,xx,Lamp,Leuchte",
        f"product,{lamp.pk},description,de,<p>Made of oak.</p>,<p>Eiche<script>x()</script></p>",
    )
    shown = send(back_office, head + "\n".join(lines))

    told = [(each.entry.line, str(each.outcome)) for each in shown.context["left_out"]]
    assert told == [(2, "stale"), (3, "too_long"), (4, "unknown"), (5, "unknown"), (6, "unknown")]
    back_office.post(f"{DESK}import/", {"looked_at": shown.context["looked_at"]})
    assert ProductTranslation.objects.get().description == "<p>Eiche</p>"


def test_what_has_changed_since_it_was_looked_at_is_shown_anew(back_office, lamp):
    line = f"product,{lamp.pk},name,de,Lamp,Leuchte"
    shown = send(back_office, f"kind,key,field,language,source,translation\n{line}")
    german(lamp, name="Lampe")

    anew = back_office.post(f"{DESK}import/", {"looked_at": shown.context["looked_at"]})

    assert (anew.context["is_other"], anew.context["judged"][0].before) == (True, "Lampe")
    assert ProductTranslation.objects.get().name == "Lampe"


BROKEN = (
    ("a.csv", "kind,key,field\nproduct,1,name", 1),
    ("a.csv", 'kind,key,field,language,source,translation\n"product,1', 2),
    ("a.csv", "kind,key,field,language,source,translation\nproduct,1,name,de,Lamp", 2),
    ("a.csv", "kind,key,field,language,source,translation\nproduct,x,name,de,Lamp,L", 2),
    ("a.csv", b"kind,key\n\xff\xfe", 2),
    ("a.csv", b"kind\n\n\x00", 3),
    ("a.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Lamp"\nmsgstr "L"\n', 4),
    ("a.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgsomething\n', 4),
    ("a.po", 'msgctxt "product:1:name"\nmsgid "Lamp"\nmsgstr "L"\n', 1),
    ("a.po", b"\n", 1),
)


def test_a_broken_file_is_refused_with_its_line(back_office, lamp):
    for name, content, line in BROKEN:
        answer = send(back_office, content, name)
        (said,) = [str(each) for each in answer.context["messages"]]
        assert said.startswith(f"Nothing was changed. Line {line} cannot be read:"), content
    assert not ProductTranslation.objects.exists()
