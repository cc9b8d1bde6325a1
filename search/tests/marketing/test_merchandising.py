"""Pinned and hidden products, and redirects, for the searches they are meant for."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.process_cache import forget_everything
from search.finding.merchandising import Merchandising, find_merchandising, query_words
from search.models import PlacedProduct, Placement, QueryRedirect
from search.services.state import raise_search_version

NOTHING = Merchandising()


def place(channel, *, pinned=(), hidden=(), **fields):
    placement = Placement.objects.create(channel=channel, **fields)
    rows = [*((one, "pinned") for one in pinned), *((one, "hidden") for one in hidden)]
    for order, (product, kind) in enumerate(rows):
        PlacedProduct.objects.create(
            placement=placement, product=product, kind=kind, sort_order=order
        )
    forget_everything()
    return placement


@pytest.fixture
def products(channel):
    return [make_product(channel, title=f"Rug {number}") for number in range(3)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Blue  RUG! ", ("blue", "rug")),
        ("Café-crème", ("cafe", "creme")),
        ("Straße", ("strasse",)),
        ("سجادة", ("سجادة",)),
        ("?!", ()),
        ("", ()),
    ],
)
def test_how_queries_are_compared(text, words):
    assert query_words(text) == words


@pytest.mark.django_db
def test_products_are_pinned_in_order_and_hidden_for_exactly_a_query(channel, products):
    first, second, third = products
    place(channel, query="blue rug", pinned=[second, first], hidden=[third])

    found = find_merchandising(channel, "en", " Blue RUG ", None)

    assert found == Merchandising((second.pk, first.pk), (third.pk,), None)
    assert find_merchandising(channel, "en", "big blue rug", None) == NOTHING
    assert find_merchandising(channel, "en", "rug blue", None) == NOTHING
    assert find_merchandising(channel, "en", "", None) == NOTHING


@pytest.mark.django_db
def test_a_rule_for_some_words_holds_whatever_else_is_typed(channel, products):
    place(channel, query="rug", match="contains", pinned=products[:1])
    place(channel, query="blue rug", match="contains", pinned=products[1:2])

    found = find_merchandising(channel, "en", "rug in light blue", None)

    assert found.pinned == (products[1].pk, products[0].pk)
    assert find_merchandising(channel, "en", "rugs", None) == NOTHING


@pytest.mark.django_db
def test_what_is_hidden_by_one_rule_is_pinned_by_none(channel, products):
    place(channel, query="rug", pinned=products[:2])
    place(channel, query="rug", match="contains", hidden=products[:1])

    assert find_merchandising(channel, "en", "rug", None) == (
        (products[1].pk,),
        (products[0].pk,),
        None,
    )


@pytest.mark.django_db
def test_a_category_has_its_own_first_products(channel, products):
    category = make_category(channel.tenant, "Rugs")
    place(channel, category=category, pinned=products[:1])
    place(channel, query="blue", pinned=products[1:2])

    assert find_merchandising(channel, "en", "", category.pk).pinned == (products[0].pk,)
    both = find_merchandising(channel, "en", "blue", category.pk)
    assert both.pinned == (products[1].pk, products[0].pk)


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({"starts_at": -1, "ends_at": 1}, True),
        ({"starts_at": 1}, False),
        ({"ends_at": -1}, False),
        ({"is_active": False}, False),
        ({"locale": "en"}, True),
        ({"locale": "de"}, False),
    ],
)
@pytest.mark.django_db
def test_rules_hold_between_their_dates_and_in_their_language(channel, products, fields, is_found):
    now = timezone.now()
    times = {name: now + timedelta(days=fields[name]) for name in fields if name.endswith("_at")}
    place(channel, query="rug", pinned=products[:1], **{**fields, **times})

    assert (find_merchandising(channel, "en", "rug", None) != NOTHING) is is_found


@pytest.mark.django_db
def test_rules_of_another_channel_do_not_count(channel, other_channel, products):
    place(other_channel, query="rug", pinned=products[:1])

    assert find_merchandising(channel, "en", "rug", None) == NOTHING


@pytest.mark.django_db
def test_rules_are_kept_until_the_search_version_rises(
    channel, products, django_assert_num_queries
):
    placement = place(channel, query="rug", pinned=products[:1])
    pinned = find_merchandising(channel, "en", "rug")
    placement.delete()

    with django_assert_num_queries(1):
        assert find_merchandising(channel, "en", "rug") == pinned
    with django_assert_num_queries(0):
        assert find_merchandising(channel, "en", "rug", version=0) == pinned
    raise_search_version(channel.pk)
    assert find_merchandising(channel, "en", "rug") == NOTHING


@pytest.mark.django_db
def test_a_query_leads_to_an_address(channel):
    QueryRedirect.objects.create(channel=channel, query="Returns", address="/about/returns")

    assert find_merchandising(channel, "en", "returns", None).redirect_url == "/about/returns"
    assert find_merchandising(channel, "en", "return", None).redirect_url is None


@pytest.mark.django_db
def test_a_query_leads_to_a_page_in_the_shoppers_language(channel):
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Home"))
    channel.site.root_page = home
    channel.site.save()
    forget_everything()
    german = ensure_home_page(
        slug="reed-de", locale="de", content=PageContent(title="Start"), translation_of=home
    )
    page = ensure_page(parent=home, slug="returns", content=PageContent(title="Returns"))
    ensure_page(
        parent=german, slug="retouren", content=PageContent(title="Retouren"), translation_of=page
    )
    QueryRedirect.objects.create(channel=channel, query="returns", page=page.page_ptr)

    def redirect(locale):
        return find_merchandising(channel, locale, "returns", None).redirect_url

    assert redirect("en") == "/returns"
    assert redirect("de") == "/retouren"
    assert redirect("fr") is None
    page.unpublish()
    assert redirect("en") is None


@pytest.mark.parametrize(
    "address", ["http://example.com", "//example.com", "javascript:alert(1)", "returns", "/a b"]
)
@pytest.mark.django_db
def test_unsafe_addresses_are_refused(channel, address):
    with pytest.raises(ValidationError) as caught:
        QueryRedirect(channel=channel, query="returns", address=address).full_clean()

    assert "address" in caught.value.message_dict


@pytest.mark.parametrize("fields", [{}, {"query": "returns"}, {"query": "?!", "address": "/x"}])
@pytest.mark.django_db
def test_a_redirect_needs_words_and_one_target(channel, fields):
    with pytest.raises(ValidationError):
        QueryRedirect(channel=channel, **fields).full_clean()


@pytest.mark.django_db
def test_a_placement_is_for_a_query_or_a_category(channel):
    category = make_category(channel.tenant, "Rugs")

    with pytest.raises(ValidationError):
        Placement(channel=channel).full_clean()
    with pytest.raises(ValidationError):
        Placement(channel=channel, query="rug", category=category).full_clean()
