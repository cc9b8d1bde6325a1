"""Rights to pictures that end are reported; a new file is shown wherever the old one was."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.models import HeronRendition
from cms.services import ensure_image
from commerce.core.models import OutboxEvent

from .conftest import png
from .test_home import panel
from .test_page_api import read


def form(**fields):
    return {"title": "Moss", "collection": "1", "description": "A wall", "tags": "", **fields}


def shown(api):
    image = read(api, "/about/").json()["body"][0]["value"]["image"]
    return image["url"], (image["width"], image["height"])


@pytest.fixture
def used(about, picture):
    about.body = [("picture", {"image": picture, "caption": ""})]
    about.save_revision().publish()
    return picture


def test_rights_that_end_are_told_with_where_the_picture_is_used(back_office, home, used):
    today = timezone.localdate()
    unused = ensure_image(file_name="fern.png", content=png(colour="#102030"), title="Fern")
    unused.usable_until = today - timedelta(days=1)
    unused.save()
    assert "Moss" not in panel(back_office.get("/cms/").content.decode(), "content-care")

    until = (today + timedelta(days=3)).isoformat()
    fields = form(rights_holder="Ada Reed", licence="CC BY 4.0", usable_until=until)
    assert back_office.post(f"/cms/images/{used.pk}/", fields).status_code == 302

    care = panel(back_office.get("/cms/").content.decode(), "content-care")
    assert "Moss" in care
    assert "Fern" not in care
    report = back_office.get("/cms/reports/rights/").content.decode()
    assert report.index("Fern") < report.index("Ended") < report.index("Moss")
    assert report.index("Moss") < report.index("Ada Reed") < report.index("CC BY 4.0")
    assert "1 time<" in report
    assert f"/cms/images/usage/{used.pk}/" in report


def test_strangers_see_no_report(client, db):
    assert client.get("/cms/reports/rights/").status_code == 302


def test_a_new_file_is_shown_wherever_the_old_one_was(
    back_office, api, used, django_capture_on_commit_callbacks
):
    url, size = shown(api)
    assert size == (1200, 800)
    old_file, old_rows = used.file.name, set(HeronRendition.objects.values_list("pk", flat=True))
    told = OutboxEvent.objects.filter(topic="cms.image_changed").count()

    def replace():
        other = png(1000, 500, "#102030")
        upload = SimpleUploadedFile("other.png", other, content_type="image/png")
        return back_office.post(f"/cms/images/{used.pk}/", form(file=upload))

    with (
        patch.object(FileSystemStorage, "delete", side_effect=OSError("full")),
        pytest.raises(OSError, match="full"),
    ):
        replace()
    assert shown(api) == (url, size)

    with django_capture_on_commit_callbacks(execute=True):
        assert replace().status_code == 302

    used.refresh_from_db()
    assert not default_storage.exists(old_file)
    assert OutboxEvent.objects.filter(topic="cms.image_changed").count() == told + 1
    assert not old_rows & set(HeronRendition.objects.values_list("pk", flat=True))
    new_url, new_size = shown(api)
    assert new_url != url
    assert new_size == (1000, 500)
