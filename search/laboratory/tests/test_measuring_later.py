"""Many judged queries are asked by a worker, while the page shows how far it is."""

import pytest

from search.laboratory.back_office import publishing
from search.laboratory.models import JudgedSet, Measurement
from search.laboratory.services.judging import import_judgements
from search.laboratory.tasks import measure_draft
from search.models import SynonymSet

PAGE = "/cms/search-marketing/publish/"


@pytest.fixture
def asked(monkeypatch):
    """What a worker was asked to do, instead of a worker."""
    keys = []
    monkeypatch.setattr(publishing, "QUERIES_AT_ONCE", 0)
    monkeypatch.setattr(publishing, "request_measurement", keys.append)
    return keys


def test_a_worker_measures_many_queries(
    back_office, shop, sku_of, channel, asked, django_capture_on_commit_callbacks
):
    judged_set = JudgedSet.objects.create(channel=channel, name="Sofas", locale="en")
    content = f"query,sku,grade\nsofa,{sku_of('Blue sofa')},3\n".encode()
    import_judgements(judged_set=judged_set, content=content)
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")

    with django_capture_on_commit_callbacks(execute=True):
        waiting = back_office.post(PAGE, {"action": "measure"}, follow=True)
    (key,) = asked
    measure_draft(key)
    done = back_office.get(PAGE)

    assert waiting.context["gate"] is None
    assert "0 of 2 queries are asked." in waiting.content.decode()
    assert b'http-equiv="refresh"' in waiting.content
    assert b'value="publish"' not in waiting.content
    assert Measurement.objects.get().queries_done == 2
    assert len(done.context["gate"].sets) == 1
    assert b'http-equiv="refresh"' not in done.content
