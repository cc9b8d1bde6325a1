"""Measure, publish and evaluate on the pages, on an index as shoppers have it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from search.laboratory.models import JudgedSet
from search.laboratory.services.judging import import_judgements
from search.models import PublishedConfiguration, SearchPreferences, SynonymSet
from search.query.fields import TextField
from search.tests.marketing.test_preview import ROOT, names, preview


@pytest.fixture
def judged_set(channel, sku_of):
    judged_set = JudgedSet.objects.create(channel=channel, name="Sofas", locale="en")
    lines = f"sofa,{sku_of('Blue sofa')},3\nsofa,{sku_of('Linen quibble')},3\n"
    import_judgements(judged_set=judged_set, content=f"query,sku,grade\n{lines}".encode())
    return judged_set


def test_a_draft_is_measured_and_published_from_the_page(back_office, judged_set, channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")
    page = f"{ROOT}/publish/"

    measured = back_office.post(page, {"action": "measure"}, follow=True)
    published = back_office.post(page, {"action": "publish"}, follow=True)

    (verdict,) = measured.context["gate"].sets
    assert (round(verdict.before.ndcg, 4), verdict.after.ndcg) == (0.6131, 1.0)
    assert [row.query for row in verdict.changed] == ["sofa"]
    assert "Configuration 1 is in force." in published.content.decode()
    now, _draft = preview(back_office, "sofa").context["sides"]
    assert names(now) == ["Blue sofa", "Linen quibble"]


def test_a_set_is_evaluated_on_its_page(back_office, judged_set, channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")
    address = f"{ROOT}/judged-sets/evaluate/{judged_set.pk}/"

    answer = back_office.get(address, {"before": "baseline", "after": "draft"})

    assert [round(one.ndcg, 4) for _label, one in answer.context["figures"]] == [0.6131, 1.0]
    assert round(answer.context["comparison"].difference, 4) == 0.3869


def test_a_draft_that_finds_nothing_is_refused_on_the_page(back_office, shop, sku_of, channel):
    answers = {"sofa": "Blue sofa", "lamp": "Brass lamp", "quibble": "Linen quibble"}
    answers |= {"blue": "Blue sofa", "brass": "Brass lamp", "linen": "Linen quibble"}
    judged_set = JudgedSet.objects.create(channel=channel, name="Ours", locale="en")
    lines = "".join(f"{query},{sku_of(name)},3\n" for query, name in answers.items())
    import_judgements(judged_set=judged_set, content=f"query,sku,grade\n{lines}".encode())
    nothing = {f"weight_{field}": 0 for field in TextField}
    SearchPreferences.objects.create(channel=channel, **nothing | {"weight_summary": 1})
    page = f"{ROOT}/publish/"

    refused = back_office.post(page, {"action": "publish", "reason": " "}, follow=True)
    before = list(PublishedConfiguration.objects.all())
    published = back_office.post(page, {"action": "publish", "reason": "Trust me"}, follow=True)

    assert "answers judged queries worse than the one in force (Ours)" in refused.content.decode()
    assert before == []
    assert "Configuration 1 is in force." in published.content.decode()
    assert "Trust me" in published.content.decode()


@pytest.fixture
def empty_set(channel):
    return JudgedSet.objects.create(channel=channel, name="Ours", locale="en")


def test_judgements_are_imported_and_exported(back_office, empty_set):
    address = f"{ROOT}/judged-sets/import/{empty_set.pk}/"
    bad = SimpleUploadedFile("a.csv", b"query,sku,grade\nx,y,9\n")
    good = SimpleUploadedFile("a.csv", b"query,sku,grade\nx,y,2\n")

    refused = back_office.post(address, {"file": bad})
    taken = back_office.post(address, {"file": good})

    assert "Line 2" in str(refused.context["form"].errors)
    assert taken.status_code == 302
    exported = back_office.get(f"{ROOT}/judged-sets/export/{empty_set.pk}/")
    assert b"".join(exported.streaming_content) == b"query,sku,grade\r\nx,y,2\r\n"


@pytest.mark.parametrize("page", ["edit", "import", "export", "evaluate"])
def test_judged_sets_of_another_tenant_are_not_there(back_office, other_channel, page):
    empty_set = JudgedSet.objects.create(channel=other_channel, name="Theirs", locale="en")

    answer = back_office.get(f"{ROOT}/judged-sets/{page}/{empty_set.pk}/")

    assert answer.status_code == 404


def test_an_empty_set_says_so(back_office, empty_set):
    address = f"{ROOT}/judged-sets/evaluate/{empty_set.pk}/?before=baseline&after=published"

    assert "no judgements yet" in back_office.get(address).content.decode()
