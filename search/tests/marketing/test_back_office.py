"""Marketers at work in Wagtail: through its own forms, for their own channels only."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.services import setup_groups
from commerce.accounts.models import User
from commerce.catalogue.tests.factories import make_category, make_product
from search.finding.merchandising import find_merchandising
from search.models import (
    BoostRule,
    Placement,
    PublishedConfiguration,
    QueryRedirect,
    SearchRecord,
    SynonymSet,
)
from search.selectors.state import get_search_version

pytestmark = pytest.mark.usefixtures("channel_of_module")

ROOT = "/cms/search-marketing"
PAGES = (
    "analytics/",
    "preview/",
    "publish/",
    "synonyms/",
    "synonyms/new/",
    "suggestions/",
    "packs/",
    "stop-words/",
    "stop-words/new/",
    "boosts/",
    "boosts/new/",
    "preferences/",
    "preferences/new/",
    "placements/",
    "placements/new/",
    "redirects/",
    "redirects/new/",
    "judged-sets/",
    "judged-sets/new/",
)


def synonym_form(channel, **fields):
    values = {"channel": channel.pk, "locale": "en", "kind": "equivalent", "is_active": "on"}
    return {**values, "sources": "", "terms": "sofa, couch", **fields}


def record(channel, query, *, results, days_ago=1, **fields):
    return SearchRecord.objects.create(
        channel=channel,
        search_id=uuid4(),
        locale="en",
        query=query,
        results=results,
        recorded_at=timezone.now() - timedelta(days=days_ago),
        **fields,
    )


@pytest.mark.parametrize("page", PAGES)
def test_marketers_have_every_page(back_office, page):
    assert back_office.get(f"{ROOT}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_editors_have_none(channel, page):
    user = User.objects.create_user("ed@example.com", "a-long-password")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client(SERVER_NAME="testserver")
    client.force_login(user)

    assert client.get(f"{ROOT}/{page}").status_code in (302, 403)


def test_granting_the_rights_again_changes_nothing(marketer):
    before = set(Group.objects.get(name="Marketers").permissions.all())

    setup_groups()

    assert set(Group.objects.get(name="Marketers").permissions.all()) == before


def test_a_synonym_set_is_made_changed_and_deleted(back_office, channel):
    made = back_office.post(f"{ROOT}/synonyms/new/", synonym_form(channel))
    row = SynonymSet.objects.get()
    changed = back_office.post(
        f"{ROOT}/synonyms/edit/{row.pk}/", synonym_form(channel, terms="sofa, settee")
    )

    assert (made.status_code, changed.status_code) == (302, 302)
    row.refresh_from_db()
    assert row.terms == "sofa, settee"
    assert b"sofa, settee" in back_office.get(f"{ROOT}/synonyms/").content
    assert back_office.get(f"{ROOT}/synonyms/history/{row.pk}/").status_code == 200
    assert get_search_version(channel=channel) == 0
    assert back_office.post(f"{ROOT}/synonyms/delete/{row.pk}/").status_code == 302
    assert not SynonymSet.objects.exists()


def test_a_language_that_the_channel_does_not_speak_is_refused(back_office, channel):
    answer = back_office.post(f"{ROOT}/synonyms/new/", synonym_form(channel, locale="nl"))

    assert "locale" in answer.context["form"].errors
    assert not SynonymSet.objects.exists()


def test_links_fill_in_the_form(back_office, channel):
    address = f"{ROOT}/synonyms/new/?channel={channel.pk}&locale=de&kind=one_way&sources=couch"

    form = back_office.get(address).context["form"]

    assert form["sources"].value() == "couch"
    assert form["locale"].value() == "de"
    assert form["kind"].value() == "one_way"


@pytest.mark.parametrize("view", ["edit", "delete", "history", "usage"])
def test_rows_of_another_tenant_are_not_there(back_office, other_channel, view):
    row = SynonymSet.objects.create(channel=other_channel, locale="en", terms="a, b")

    answer = back_office.get(f"{ROOT}/synonyms/{view}/{row.pk}/")

    assert answer.status_code == 404
    assert b"a, b" not in back_office.get(f"{ROOT}/synonyms/").content


def test_rows_of_another_tenant_are_not_written(back_office, other_channel):
    row = SynonymSet.objects.create(channel=other_channel, locale="en", terms="a, b")

    changed = back_office.post(f"{ROOT}/synonyms/edit/{row.pk}/", synonym_form(other_channel))
    deleted = back_office.post(f"{ROOT}/synonyms/delete/{row.pk}/")
    made = back_office.post(f"{ROOT}/synonyms/new/", synonym_form(other_channel))

    assert (changed.status_code, deleted.status_code, made.status_code) == (404, 404, 200)
    assert "channel" in made.context["form"].errors
    assert list(SynonymSet.objects.values_list("terms", flat=True)) == ["a, b"]


@pytest.mark.parametrize("page", ["analytics/", "suggestions/", "packs/", "preview/", "publish/"])
def test_pages_about_another_tenants_channel_are_not_there(back_office, other_channel, page):
    assert back_office.get(f"{ROOT}/{page}?channel={other_channel.code}").status_code == 404


def test_marketers_of_one_tenant_do_nothing_at_the_address_of_another(
    back_office, marketer, other_channel
):
    client = Client(SERVER_NAME="pine.example")
    client.force_login(marketer)

    assert client.get(f"{ROOT}/synonyms/").status_code in (302, 403)
    answer = client.post(f"{ROOT}/publish/?channel={other_channel.code}", {"action": "publish"})
    assert answer.status_code in (302, 403)
    assert not PublishedConfiguration.objects.exists()


def placement_form(channel, product, **fields):
    rows = inline_formset([{"product": product.pk, "kind": "pinned"}])
    return nested_form_data(
        {
            "channel": channel.pk,
            "locale": "",
            "query": "Blue rug",
            "match": "exact",
            "category": "",
            "products": rows,
            "starts_at": "",
            "ends_at": "",
            "is_active": "on",
            **fields,
        }
    )


def test_a_pinned_product_stands_first_from_now_on(back_office, channel):
    product = make_product(channel)
    assert find_merchandising(channel, "en", "blue rug").pinned == ()

    answer = back_office.post(f"{ROOT}/placements/new/", placement_form(channel, product))

    assert answer.status_code == 302, answer.context["form"].errors
    assert find_merchandising(channel, "en", "blue rug").pinned == (product.pk,)
    placement = Placement.objects.get()
    back_office.post(f"{ROOT}/placements/delete/{placement.pk}/")
    assert find_merchandising(channel, "en", "blue rug").pinned == ()
    assert get_search_version(channel=channel) == 2


def test_a_product_of_another_tenant_cannot_be_pinned(back_office, channel, other_channel):
    product = make_product(other_channel)

    answer = back_office.post(f"{ROOT}/placements/new/", placement_form(channel, product))

    assert answer.status_code == 200
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"), [("/returns", 302), ("javascript:alert(1)", 200), ("", 200)]
)
def test_a_redirect_leads_to_safe_places_only(back_office, channel, address, status):
    form = {
        "channel": channel.pk,
        "locale": "en",
        "query": "returns",
        "match": "exact",
        "page": "",
        "address": address,
        "is_active": "on",
    }

    answer = back_office.post(f"{ROOT}/redirects/new/", form)

    assert answer.status_code == status
    assert QueryRedirect.objects.count() == (status == 302)


def test_a_boost_offers_the_values_of_the_catalogue(back_office, channel):
    rugs = make_category(channel.tenant, "Rugs")
    make_product(channel, categories=[rugs])
    form = {
        "channel": channel.pk,
        "label": "Ours",
        "kind": "facet",
        "factor": "2",
        "amount": "0",
        "is_active": "on",
    }
    choices = back_office.get(f"{ROOT}/boosts/new/").context["form"].fields["facets"].choices
    tokens = [token for _group, values in choices for token, _label in values]
    assert tokens[0] == f"category:{rugs.pk}"

    nothing = back_office.post(f"{ROOT}/boosts/new/", form)
    unknown = back_office.post(f"{ROOT}/boosts/new/", {**form, "facets": ["attr.x:y"]})
    made = back_office.post(f"{ROOT}/boosts/new/", {**form, "facets": tokens[:1]})

    assert (nothing.status_code, unknown.status_code, made.status_code) == (200, 200, 302)
    rule = BoostRule.objects.get()
    assert f"{rule.facet_field}:{rule.facet_values}" == tokens[0]
    again = back_office.get(f"{ROOT}/boosts/edit/{rule.pk}/").context["form"]
    assert again["facets"].value() == tokens[:1]


def test_analytics_count_and_lead_to_a_synonym(back_office, channel, other_channel):
    for results in (0, 0, 3):
        record(channel, "couch", results=results)
    record(channel, "sofa", results=5, was_clicked=True)
    record(channel, "old", results=5, days_ago=60)
    record(other_channel, "secret", results=0)

    answer = back_office.get(f"{ROOT}/analytics/")
    lost = back_office.get(f"{ROOT}/analytics/?without_result=1")

    assert answer.context["counts"].searches == 4
    assert [row["query"] for row in answer.context["rows"]] == ["couch", "sofa"]
    assert [row["query"] for row in lost.context["rows"]] == ["couch"]
    (synonym, *_others) = lost.context["rows"][0]["links"]
    form = back_office.get(synonym["url"]).context["form"]
    assert (form["kind"].value(), form["sources"].value()) == ("one_way", "couch")
    assert b"secret" not in answer.content


@pytest.mark.parametrize(
    ("order", "first"), [("searches", "couch"), ("click_rate", "sofa"), ("nonsense", "couch")]
)
def test_analytics_are_sorted(back_office, channel, order, first):
    record(channel, "couch", results=0)
    record(channel, "couch", results=0)
    record(channel, "sofa", results=5, was_clicked=True)

    answer = back_office.get(f"{ROOT}/analytics/?order={order}")

    assert answer.context["rows"][0]["query"] == first


@pytest.mark.parametrize(
    "period", ["since=2026-02-02&until=2026-01-01", "since=x", "since=1990-01-01&until=2026-01-01"]
)
def test_a_time_that_makes_no_sense_is_said_to_make_none(back_office, period):
    answer = back_office.get(f"{ROOT}/analytics/?{period}")

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_analytics_are_given_out_as_a_file_without_formulas(back_office, channel):
    record(channel, "=cmd", results=0)

    answer = back_office.get(f"{ROOT}/analytics/?export=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text))
    assert dict(zip(header, row, strict=True)) == {
        "query": "'=cmd",
        "locale": "en",
        "results": "0",
        "searches": "1",
        "zero_results": "1",
        "clicks": "0",
        "add_to_carts": "0",
        "orders": "0",
        "abandoned": "0",
    }


def test_the_draft_is_shown_and_published(back_office, marketer, channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, couch")
    page = back_office.get(f"{ROOT}/publish/")
    (change,) = page.context["changes"]

    answer = back_office.post(f"{ROOT}/publish/", {"action": "publish", "reason": ""}, follow=True)

    assert (change.kind, change.text) == ("added", "sofa, couch (English)")
    publication = PublishedConfiguration.objects.get()
    assert (publication.number, publication.published_by) == (1, marketer)
    assert "Configuration 1 is in force." in answer.content.decode()
    assert answer.context["changes"] == []


def test_publishing_needs_its_own_right(back_office, marketer, channel):
    group = Group.objects.get(name="Marketers")
    group.permissions.remove(group.permissions.get(codename="add_publishedconfiguration"))
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, couch")

    page = back_office.get(f"{ROOT}/publish/")
    answer = back_office.post(f"{ROOT}/publish/", {"action": "publish"})

    assert not page.context["may_publish"]
    assert answer.status_code in (302, 403)
    assert not PublishedConfiguration.objects.exists()
