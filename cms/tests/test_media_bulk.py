"""Many pictures are changed or deleted at once, after a look; what is used or forbidden stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import GroupCollectionPermission

from cms.models import HeronDocument, HeronImage
from cms.selectors import count_uses
from cms.services import ensure_image
from commerce.accounts.models import User
from commerce.core.models import OutboxEvent
from commerce.notifications.enums import Medium
from commerce.notifications.registry import get_kind
from commerce.notifications.services import begin_template

from .conftest import png
from .test_home import panel


@pytest.fixture
def fern(db):
    return ensure_image(file_name="fern.png", content=png(colour="#102030"), title="Fern")


def address(action, *rows):
    kind = rows[0]._meta.model_name
    keys = "&".join(f"id={row.pk}" for row in rows)
    return f"/cms/bulk/cms/{kind}/{action}/?{keys}&next=/cms/images/"


def told():
    return OutboxEvent.objects.filter(topic="cms.image_changed").count()


def test_rights_and_words_of_many_are_set_after_a_look(back_office, picture, fern):
    fern.is_decorative = True
    fern.save()
    place, before = address("change_many", picture, fern), told()
    empty = back_office.post(place, {"is_decorative": ""})
    assert "Say what shall change." in empty.content.decode()

    form = {"licence": "CC BY 4.0", "usable_until": "2027-03-31", "is_decorative": ""}
    look = back_office.post(place, {**form, "words": "Eine Wand", "locale": "de"}).content.decode()
    assert "<ins>CC BY 4.0</ins>" in look
    assert "<ins>Eine Wand</ins>" in look
    assert "It is decorative, and has no words." in look
    assert (HeronImage.objects.filter(licence="").count(), told()) == (2, before)

    form |= {"words": "Eine Wand", "locale": "de", "confirmed": "1"}
    assert back_office.post(place, form).headers["Location"] == "/cms/images/"
    picture.refresh_from_db()
    fern.refresh_from_db()
    assert (picture.licence, picture.usable_until) == ("CC BY 4.0", date(2027, 3, 31))
    assert picture.alternative_text("de") == "Eine Wand"
    assert picture.alternative_text("en") == "A mossy wall"
    assert (fern.licence, told()) == ("", before + 1)

    form = {"emptied": ["licence"], "words": "Moss", "locale": "en", "confirmed": "1"}
    back_office.post(place, {**form, "is_decorative": "no"})
    picture.refresh_from_db()
    fern.refresh_from_db()
    assert (picture.licence, picture.alternative_text("en")) == ("", "A mossy wall")
    assert (fern.is_decorative, fern.alternative_text("en")) == (False, "Moss")


def test_what_a_page_or_a_draft_uses_is_not_deleted(back_office, about, picture, fern):
    about.body = [("picture", {"image": picture, "caption": ""})]
    about.save_revision()  # a draft, which no reader sees
    film = HeronDocument.objects.create(title="Notes", file=ContentFile(b"x", name="notes.txt"))
    _let_delete(Group.objects.get(name="Marketers"))
    place = address("delete_unused", picture, fern)

    look = back_office.get(place).content.decode()
    gone, kept = look.split("These are in use and stay:")
    assert ("Fern" in gone, "Moss" in kept) == (True, True)
    assert HeronImage.objects.count() == 2

    back_office.post(place, {"confirmed": "1"})
    assert list(HeronImage.objects.values_list("title", flat=True)) == ["Moss"]
    back_office.post(address("delete_unused", film), {"confirmed": "1"})
    assert not HeronDocument.objects.exists()


def test_rights_to_documents_are_set_at_once_and_told_when_they_end(back_office, about):
    notes, price_list = (
        HeronDocument.objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))
        for name in ("Notes", "Prices")
    )
    place = address("change_many", notes, price_list)
    form = {"rights_holder": "Ada Reed", "usable_until": "2020-03-31"}

    look = back_office.post(place, form).content.decode()
    assert look.count("<ins>Ada Reed</ins>") == 2
    assert not HeronDocument.objects.exclude(rights_holder="").exists()
    assert "Say what shall change." in back_office.post(place, {}).content.decode()

    back_office.post(place, {**form, "confirmed": "1"})
    assert HeronDocument.objects.filter(usable_until=date(2020, 3, 31)).count() == 2
    report = back_office.get("/cms/reports/document-rights/").content.decode()
    assert (report.count("Ada Reed"), report.count("Ended")) == (2, 2)
    about.body = [("rich_text", {"html": _link_to(notes)})]
    about.save_revision().publish()
    report = back_office.get("/cms/reports/document-rights/").content.decode()
    care = panel(back_office.get("/cms/").content.decode(), "content-care")
    assert ("1 time<" in report, "Notes" in care, "Prices" in care) == (True, True, False)


def test_documents_that_drafts_link_to_are_not_deleted(back_office, channel, about):
    notes, letter, unused = (
        HeronDocument.objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))
        for name in ("Notes", "Letter", "Unused")
    )
    inner = [("rich_text", {"html": _link_to(letter)})]
    nested = {"columns": [{"blocks": inner}, {"blocks": []}]}
    about.body = [("rich_text", {"html": _link_to(notes)}), ("columns", nested)]
    about.save_revision()  # a draft, which no reader sees
    _let_delete(Group.objects.get(name="Marketers"))

    back_office.post(address("delete_unused", notes, letter, unused), {"confirmed": "1"})

    assert {*HeronDocument.objects.values_list("title", flat=True)} == {"Notes", "Letter"}


def test_pictures_in_drafts_of_letters_are_in_use(back_office, channel, picture, fern, marketer):
    template = begin_template(
        kind=get_kind("payment_refunded"),
        medium=Medium.EMAIL,
        channel=channel,
        locale="en",
        actor=marketer,
    )
    template.body = [("picture", {"image": picture, "text": ""})]
    template.save_revision()

    assert count_uses(rows=[picture, fern]) == {picture.pk: 1}


def _link_to(document):
    return f'<p><a linktype="document" id="{document.pk}">Read it</a></p>'


def _let_delete(group):
    from django.contrib.auth.models import Permission

    for row in GroupCollectionPermission.objects.filter(group=group):
        for name in ("delete_image", "delete_document"):
            permission = Permission.objects.get(
                codename=name, content_type__app_label__startswith="wagtail"
            )
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=row.collection, permission=permission
            )


def test_who_may_not_change_or_delete_changes_nothing(client, channel, picture):
    reader = User.objects.create_user("rita@example.com", "a-long-password")
    group = Group.objects.create(name="Readers")
    reader.groups.add(group)
    from django.contrib.auth.models import Permission

    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    for action in ("change_many", "delete_unused"):
        form = {"licence": "Mine", "is_decorative": "", "confirmed": "1"}
        client.post(address(action, picture), form)
    picture.refresh_from_db()
    assert picture.licence == ""
