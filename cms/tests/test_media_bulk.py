"""Many pictures are changed or deleted at once, after a look; what is used or forbidden stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import GroupCollectionPermission

from cms.models import HeronDocument, HeronImage
from cms.services import ensure_image
from commerce.accounts.models import User
from commerce.core.models import OutboxEvent

from .conftest import png


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
