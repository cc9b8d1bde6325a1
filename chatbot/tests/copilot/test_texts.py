"""The desk of catalogue texts is proposed translations, and saves none of them by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from chatbot.copilot.catalogue_texts import WRITINGS
from chatbot.copilot.readings import FIELDS
from chatbot.enums import Writing
from chatbot.models import Proposal
from cms.models import GlossaryTerm
from cms.tests.conftest import png
from commerce.catalogue.models import ProductTranslation
from commerce.catalogue.selectors.translating import list_text_kinds
from commerce.catalogue.tests.factories import (
    make_category,
    make_product,
)
from commerce.core.translated import fingerprint
from commerce.oscar.catalogue.models import AttributeOption, Category, ProductImage
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher

from .asking import told, wrote

pytestmark = pytest.mark.usefixtures("channel_of_module")


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_the_desk_of_catalogue_texts_is_proposed_what_is_missing_and_saves_nothing(
    staff, models, lamp, other_channel
):
    models[0].script[:] = [wrote(name="Lampe Düne", description="Eine Lampe.")]
    key = {"kind": "product", "pk": lamp.pk, "language": "de"}
    assert staff.get(reverse("cms_texts"), {"language": "de"}).context["can_propose"] is True

    told = staff.post(reverse("cms_texts_propose"), key).json()

    assert told["texts"] == {"name": "Lampe Düne", "description": "<p>Eine Lampe.</p>"}
    assert not ProductTranslation.objects.exists()
    foreign = key | {"pk": make_product(other_channel, "Foreign lamp").pk}
    assert staff.post(reverse("cms_texts_propose"), foreign).status_code == 404
    assert len(models[0].received) == 1


def translatable_things(channel, lamp):
    """One thing of each kind of the desk but products: what it says, and what a model makes of it."""
    goods = Range.objects.create(tenant=channel.tenant, name="All", includes_all_products=True)
    offer = ConditionalOffer.objects.create(
        channel=channel,
        name="Spring",
        description="20 % off.\n\nOn all lamps.",
        condition=Condition.objects.create(range=goods, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=goods, type=Benefit.PERCENTAGE, value=20),
    )
    day = timezone.now()
    voucher = Voucher.objects.create(
        channel=channel, name="Welcome", code="HELLO", start_datetime=day, end_datetime=day
    )
    rate = ShippingRate.objects.create(
        channel=channel,
        code="parcel",
        name="Parcel",
        description="Within Europe.",
        currency="EUR",
        price=Decimal("4.90"),
    )
    image = ProductImage.objects.create(
        product=lamp, original=ContentFile(png(), name="desk.png"), caption="On a desk"
    )
    kind = lamp.product_class
    category = Category.objects.get(name="Lighting")
    Category.objects.update(description="<p>For the <b>evening</b>.</p><ul><li>Linen</li></ul>")
    return {
        "picture": (image, {"caption": "Auf einem Tisch"}, ["On a desk", "Dune lamp"]),
        "category": (
            category,
            {"name": "Licht", "description": "Für den Abend.\n\n- Leinen"},
            ["Lighting", "For the evening.", "- Linen"],
        ),
        "attribute": (kind.attributes.get(code="height"), {"name": "Höhe"}, ["Height", "Lamps"]),
        "option": (AttributeOption.objects.get(option="Oak"), {"label": "Eiche"}, ["Oak"]),
        "product_class": (kind, {"name": "Lampen"}, ["Lamps"]),
        "offer": (
            offer,
            {"name": "Frühling", "description": "20 % weniger.\n\nAuf alle Lampen."},
            ["Spring", "20 % off."],
        ),
        "voucher": (voucher, {"name": "Willkommen"}, ["Welcome"]),
        "shipping": (
            rate,
            {"name": "Paket", "description": "In Europa."},
            ["Parcel", "Within Europe."],
        ),
    }


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_each_kind_of_text_of_the_desk_is_proposed_in_words_of_its_source(
    staff, models, channel, lamp
):
    things = translatable_things(channel, lamp)
    assert {"product", *things} == {kind.code for kind in list_text_kinds()}
    for number, (code, (thing, german, said)) in enumerate(things.items()):
        models[0].script[:] = [wrote(**german)]
        shown = staff.get(reverse("cms_texts"), {"kind": code, "language": "de"})
        assert shown.context["can_propose"] is True, code
        key = {"kind": code, "pk": thing.pk, "language": "de"}

        answer = staff.post(reverse("cms_texts_propose"), key).json()

        formatted = {"description": "<p>Für den Abend.</p><ul><li>Leinen</li></ul>"}
        wanted = german | (formatted if code == "category" else {})
        assert answer["texts"] == wanted, code
        assert all(each in told(models, number) for each in said), code
    assert [row.writing for row in Proposal.objects.order_by("pk")] == list(WRITINGS.values())
    assert len(set(WRITINGS.values())) == len(WRITINGS)
    # Nothing was written, and what is decided at the desk has no page of its own.
    rows = staff.get(reverse("cms_texts"), {"kind": "offer", "language": "de"}).context["rows"]
    assert [each.text for each in rows[0].texts] == ["", ""]
    page = reverse("copilot_proposal", args=[Proposal.objects.first().public_id])
    assert staff.get(page).status_code == 404


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_the_glossary_is_told_and_what_says_something_else_is_marked(staff, models, channel, lamp):
    terms = {"lamp": ("de", "Leuchte"), "Dune": ("", "")}
    for text, (locale, translated) in terms.items():
        GlossaryTerm.objects.create(
            tenant=channel.tenant,
            source_locale="en",
            text=text,
            target_locale=locale,
            translation=translated,
        )
    answer = wrote(name="Dünenlampe", description="Eine Leuchte.")
    models[0].script[:] = [answer, answer]
    key = {"kind": "product", "pk": lamp.pk, "language": "de"}

    proposed = staff.post(reverse("cms_texts_propose"), key).json()

    said = "The glossary leaves “Dune” as it is. The glossary says “Leuchte” for “lamp”."
    assert proposed["terms"] == {"name": said, "description": ""}
    assert "Dune: Dune" in told(models)
    assert "lamp = Leuchte" in told(models, 1), "It was asked once more."
    address = reverse("cms_texts"), {"language": "de"}
    seen = {"seen-name": fingerprint(""), "source-name": fingerprint("Dune lamp")}
    saved = staff.post(reverse("cms_texts_save"), key | seen | {"text-name": "Dünenlampe"}).json()
    assert saved["texts"]["name"]["terms"] == said
    assert said in staff.get(*address).content.decode()
    mended = key | seen | {"seen-name": fingerprint("Dünenlampe"), "text-name": "Leuchte Dune"}
    saved = staff.post(reverse("cms_texts_save"), mended).json()
    assert saved["texts"]["name"]["terms"] == ""


def test_a_proposed_text_fits_into_what_the_desk_saves():
    for kind in list_text_kinds():
        writing = WRITINGS.get(kind.code, Writing.PRODUCT_TRANSLATION)
        fields = {each.name: each for each in FIELDS[writing]}
        assert set(fields) == {part.name for part in kind.parts}, kind.code
        for part in kind.parts:
            assert part.most is None or fields[part.name].most <= part.most, (kind.code, part.name)


def test_no_text_is_proposed_for_another_shop_or_language_or_of_nothing(
    staff, models, channel, other_channel, lamp
):
    category = make_category(other_channel.tenant, "Foreign")
    image = ProductImage.objects.create(product=lamp, original=ContentFile(png(), name="desk.png"))
    own = Category.objects.get(name="Lighting")
    for key in (
        {"kind": "category", "pk": category.pk, "language": "de"},
        {"kind": "category", "pk": own.pk, "language": "en"},
        {"kind": "category", "pk": own.pk, "language": "xx"},
        {"kind": "picture", "pk": image.pk, "language": "de"},
    ):
        assert staff.post(reverse("cms_texts_propose"), key).status_code == 404, key
    assert models[0].received == []
    assert not Proposal.objects.exists()
