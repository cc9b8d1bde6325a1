"""What searches suggest, and what marketers make of it."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from commerce.catalogue.tests.factories import make_product
from search.models import SearchInteraction, SearchRecord, SynonymSet, SynonymSuggestion
from search.services.learning import find_suggestions, learn_synonyms
from search.tasks import learn_synonyms as task

PAGE = "/cms/search-marketing/suggestions/"


@pytest.fixture
def lamp(channel):
    return make_product(channel, title="Brass lamp")


def searches(channel, query, times, product=None, *, before="", locale="en"):
    """Record searches that ended in a product, or in nothing."""
    for _time in range(times):
        record = SearchRecord.objects.create(
            channel=channel,
            search_id=uuid4(),
            locale=locale,
            query=query,
            results=3,
            was_clicked=product is not None,
            reworded_from=before,
        )
        if product is not None:
            SearchInteraction.objects.create(record=record, type="click", product=product)


def found(channel):
    return [(*each.pair[1:], each.is_mutual) for each in find_suggestions(channel=channel)]


def test_searches_that_end_in_the_same_product_suggest_a_synonym(
    channel, lamp, django_assert_num_queries
):
    searches(channel, "Funzel", 3, lamp)
    searches(channel, "lamp", 4, lamp)

    with django_assert_num_queries(9):
        (learnt,) = find_suggestions(channel=channel)

    assert (learnt.pair, learnt.is_mutual) == (("en", "lamp", "funzel"), True)
    assert (learnt.evidence.searches, learnt.evidence.products) == (4, {lamp.pk: 4})


def test_who_means_one_thing_of_many_goes_one_way(channel, lamp):
    others = [make_product(channel, title=title) for title in ("Oil lamp", "Wax lamp")]
    searches(channel, "light source", 4, others[0])
    searches(channel, "light source", 3, lamp)
    searches(channel, "funzel", 3, lamp)
    assert found(channel) == [("funzel", "light source", False)]

    searches(channel, "light source", 9, others[1])

    assert found(channel) == []  # so does who looks for a gift


def test_searching_again_in_other_words_suggests_a_synonym(channel, lamp):
    searches(channel, "brass lamp", 3, lamp, before="brass funzel")

    (learnt,) = find_suggestions(channel=channel)

    assert (learnt.pair, learnt.is_mutual) == (("en", "funzel", "lamp"), False)
    assert (learnt.evidence.searches, learnt.evidence.rewordings) == (0, 3)


def test_words_are_suggested_as_people_spell_them(channel, lamp):
    searches(channel, "  Rosenstrauß ", 3, lamp, before="Röschen", locale="de")

    assert found(channel) == [("röschen", "rosenstrauß", False)]


def test_what_few_searches_say_is_not_suggested(channel, lamp):
    searches(channel, "funzel", 2, lamp)
    searches(channel, "lamp", 9, lamp)
    searches(channel, "lamp", 2, lamp, before="glim")
    searches(channel, "lamp", 9, before="glow")  # and nothing chosen

    assert found(channel) == []


def test_things_of_one_kind_are_the_same_on_both_grounds_only(channel, lamp):
    searches(channel, "night lamp", 3, lamp)
    searches(channel, "bed lamp", 3, lamp)
    assert found(channel) == []

    searches(channel, "bed lamp", 3, lamp, before="night lamp")

    assert found(channel) == [("night lamp", "bed lamp", False)]


def test_what_is_known_is_not_suggested(channel, lamp, other_channel):
    searches(channel, "lamp", 3, lamp, before="light")  # a pack says so
    searches(channel, "lamp", 3, lamp, before="funzel")
    searches(other_channel, "lamp", 3, make_product(other_channel), before="glim")
    assert found(channel) == [("funzel", "lamp", False)]

    SynonymSet.objects.create(channel=channel, locale="en", terms="funzel, lamp")

    assert found(channel) == []


def test_suggestions_are_renewed_and_what_was_dismissed_stays_away(channel, lamp, back_office):
    searches(channel, "lamp", 3, lamp, before="funzel")
    task()
    row = SynonymSuggestion.objects.get()
    assert (row.source, row.term, row.rewordings, row.products) == ("funzel", "lamp", 3, [])

    answer = back_office.post(PAGE, {"dismiss": row.pk}, follow=True)

    assert "This is not suggested again." in answer.content.decode()
    assert answer.context["suggestions"] == []
    searches(channel, "lamp", 3, lamp, before="glim")
    assert learn_synonyms(channel=channel) == 1
    assert sorted(SynonymSuggestion.objects.values_list("source", "is_dismissed")) == [
        ("funzel", True),
        ("glim", False),
    ]
    SearchRecord.objects.all().delete()
    assert learn_synonyms(channel=channel) == 0
    assert SynonymSuggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("is_mutual", "synonyms"),
    [(False, ("one_way", "funzel", "lamp")), (True, ("equivalent", "", "funzel, lamp"))],
)
def test_a_suggestion_becomes_a_synonym_of_the_draft(back_office, channel, is_mutual, synonyms):
    words = {"locale": "en", "source": "funzel", "term": "lamp", "rewordings": 3}
    row = SynonymSuggestion.objects.create(channel=channel, is_mutual=is_mutual, **words)

    answer = back_office.post(PAGE, {"add": row.pk}, follow=True)

    assert "is in the draft." in answer.content.decode()
    assert SynonymSet.objects.values_list("kind", "sources", "terms").get() == synonyms
    assert not SynonymSuggestion.objects.exists()


def test_the_page_shows_the_grounds(back_office, shop, channel):
    searches(channel, "Brass lamp", 4, shop["Brass lamp"], before="brass funzel")
    learn_synonyms(channel=channel)

    page = back_office.get(PAGE)

    (shown,) = page.context["suggestions"]
    assert (str(shown.row), shown.products) == ("funzel → lamp", [])
    assert "4 shoppers chose nothing, searched again so, and found it" in page.content.decode()


def test_the_page_names_the_products(back_office, shop, channel):
    searches(channel, "funzel", 3, shop["Brass lamp"])
    searches(channel, "brass glim", 3, shop["Brass lamp"])
    learn_synonyms(channel=channel)

    page = back_office.get(PAGE)

    (shown,) = page.context["suggestions"]
    assert shown.products == ["Brass lamp"]
    assert "3 searches ended in the same products" in page.content.decode()


@pytest.mark.parametrize(
    ("right", "button"),
    [("add_synonymset", "add"), ("change_synonymsuggestion", "dismiss")],
)
def test_each_button_needs_its_right(back_office, marketer, channel, right, button):
    row = SynonymSuggestion.objects.create(channel=channel, locale="en", source="a", term="b")
    group = marketer.groups.get()
    group.permissions.remove(group.permissions.get(codename=right))

    assert back_office.post(PAGE, {button: row.pk}).status_code in (302, 403)
    assert SynonymSuggestion.objects.get().is_dismissed is False
    assert not SynonymSet.objects.exists()


@pytest.mark.parametrize("button", ["add", "dismiss"])
def test_suggestions_of_another_tenant_are_not_there(back_office, other_channel, button):
    row = SynonymSuggestion.objects.create(
        channel=other_channel, locale="en", source="funzel", term="lamp"
    )

    for address in (PAGE, f"{PAGE}?channel={other_channel.code}"):
        assert back_office.post(address, {button: row.pk}).status_code == 404
        assert back_office.post(address, {button: "x"}).status_code == 404
    assert b"funzel" not in back_office.get(PAGE).content
    assert SynonymSuggestion.objects.get().is_dismissed is False


def test_the_command_suggests_or_only_tells(channel, lamp):
    searches(channel, "lamp", 3, lamp, before="funzel")

    assert learn("--dry-run", "--channel", channel.code) == [
        "  en: funzel → lamp (0 searches, 3 searched again)",
        f"{channel.code}: 1 suggestions",
    ]
    assert not SynonymSuggestion.objects.exists()
    assert f"{channel.code}: 1 suggestions" in learn()
    assert SynonymSuggestion.objects.count() == 1
    with pytest.raises(CommandError, match="no such channel"):
        learn("--channel", "nobody")


def learn(*options):
    out = StringIO()
    call_command("search", "learn", *options, stdout=out)
    return out.getvalue().splitlines()
