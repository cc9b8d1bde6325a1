"""What “this” means on the page of a product, and what is wanted without the form of a question."""

import pytest

from chatbot.answering.wanting import has_form, wanted_in
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.core.services.outbox import relay

pytestmark = pytest.mark.usefixtures("goods_of_module")


@pytest.fixture
def sofa(channel, goods):
    """A sofa in two colours, of which one is sold out, and its page."""
    kind = make_product_class(channel.tenant, name="Sofa")
    make_attribute(kind, "colour", "Blue", "Green", name="Colour", is_variant_axis=True)
    make_attribute(kind, "material", name="Material")
    make_product(
        channel,
        "Marsh sofa",
        product_class=kind,
        attributes={"material": "Linen"},
        categories=[make_category(channel.tenant, "Sofas")],
        variants=[
            {"stock": 3, "attributes": {"colour": "blue"}},
            {"stock": 0, "attributes": {"colour": "green"}},
        ],
    )
    while relay().handled:
        pass
    return {"kind": "product", "slug": "marsh-sofa"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is this available in blue?", "It comes like this:\nBlue: in stock"),
        ("is it available in green?", "It comes like this:\nGreen: not available"),
        (
            "Do you have this in red?",
            "I find no such variant of it. It comes like this:\nBlue: in stock\nGreen: not available",
        ),
        ("which colours?", "It comes like this:\nBlue: in stock\nGreen: not available"),
        ("What is this made of?", "This is what the shop says about it:\nMaterial: Linen"),
        ("how much is this?", "This is what you are looking at:"),
    ],
)
def test_this_is_the_product_on_show(visitor, sofa, question, answer):
    said = visitor.say(question, page=sofa)

    assert said["text"] == answer
    assert [each["name"] for each in said["products"]] == ["Marsh sofa"]


@pytest.mark.django_db
def test_without_a_page_or_about_something_else_it_is_not(visitor, sofa):
    assert visitor.say("is this available in blue?")["tools"] == ["search_products"]
    assert visitor.say("show me rugs", page=sofa)["products"][0]["name"] == "Wool rug"
    returned = visitor.say("what is the return policy?", page=sofa)
    assert [each["title"] for each in returned["citations"]] == ["Returns"]
    gone = {"kind": "product", "slug": "no-such-thing"}
    assert visitor.say("is this available in blue?", page=gone)["tools"] == ["search_products"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", [{"kind": "shop", "slug": "a"}, {"kind": "product"}, "a", []])
def test_what_is_no_page_is_refused(visitor, page):
    refused = visitor.send("post", "chatbot/chat/", {"text": "is this blue?", "page": page})

    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Do you have any vases?", "vases"),
        ("Haben Sie Vasen?", "vasen"),
        ("Führen Sie auch Kerzen?", "kerzen"),
        ("Gibt es bei Ihnen Teppiche?", "teppiche"),
        ("Avez-vous des vases ?", "vases"),
        ("Est-ce que vous vendez des miroirs ?", "miroirs"),
        ("Y a-t-il des bougies ?", "bougies"),
        ("هل لديكم مزهريات؟", "مزهريات"),
        ("عندكم شموع؟", "شموع"),
        ("Hallo, haben Sie Vasen im Angebot?", "vasen"),
    ],
)
def test_the_form_of_a_question_is_no_word_to_search_for(question, wanted):
    assert has_form(question)
    assert wanted_in(question) == (wanted, {})


def test_a_limit_is_no_word_to_search_for_either():
    assert wanted_in("do you have red mugs under 20 euro?") == ("red mugs", {"price_max": "20"})
    assert wanted_in("Red mugs") == ("Red mugs", {})
