"""The demo shop's assistant answers what it was taught, in every language."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chatbot.knowledge.finding import LIKELY, find_known
from chatbot.models import Care, Conversation, CustomIntent, FaqEntry
from chatbot.selectors.figures import figures_by_day, sum_up
from chatbot.selectors.unanswered import list_unanswered
from chatbot.understanding.classifier import get_classifier
from infra.demo.assistant import conversations, knowledge

pytestmark = pytest.mark.django_db

# Asked in words that no entry has, beside the question that is meant.
ASKED = {
    "en": [
        ("I would like to return the rug that came yesterday", 0),
        ("how much do you charge for shipping to Berlin", 1),
        ("how long until it is delivered", 2),
        ("can I pay with a credit card", 3),
        ("my gift card code does not work", 4),
        ("how do I get a stain out of the oak table", 5),
        ("can the linen sheets be washed at 60", 6),
        ("is there a showroom near me", 7),
        ("the lamp arrived broken", 8),
    ],
    "de": [
        ("Ich will den Teppich zurückgeben", 0),
        ("Wie hoch sind Ihre Versandkosten nach Wien", 1),
        ("Wie lange dauert der Versand", 2),
        ("Kann ich mit Kreditkarte bezahlen", 3),
        ("Wo kann ich meine Geschenkkarte einlösen", 4),
        ("Wie pflege ich meinen Eichentisch", 5),
        ("Wolldecke waschen", 6),
        ("Haben Sie einen Ausstellungsraum", 7),
        ("Der Spiegel ist zerbrochen angekommen", 8),
    ],
    "fr": [
        ("je voudrais retourner le tapis", 0),
        ("quels sont vos frais de port vers Lyon", 1),
        ("quel est le délai de livraison", 2),
        ("puis-je payer par carte bancaire", 3),
        ("ma carte cadeau ne marche pas", 4),
        ("comment entretenir ma table en chêne", 5),
        ("laver une couverture en laine", 6),
        ("où se trouve votre salle d'exposition", 7),
        ("la lampe est arrivée cassée", 8),
    ],
    "ar": [
        ("أريد إرجاع السجادة", 0),
        ("كم تكلفة التوصيل إلى دبي", 1),
        ("كم يستغرق توصيل الطلب", 2),
        ("هل يمكنني الدفع بالبطاقة", 3),
        ("كيف أستخدم بطاقة الهدية", 4),
        ("كيف أنظف طاولة البلوط", 5),
        ("كيف أغسل غطاء الصوف", 6),
        ("أين تقع صالة العرض", 7),
        ("وصل المصباح مكسورًا", 8),
    ],
}
UNASKED = {
    "en": ["where is my order", "show me lamps", "who is the king of spain", "put it in my cart"],
    "de": ["wo ist meine Bestellung", "zeig mir Lampen", "wer ist der König von Spanien"],
    "fr": ["où est ma commande", "montre-moi des lampes", "qui est le roi d'Espagne"],
    "ar": ["أين طلبي", "أرني المصابيح", "من هو ملك إسبانيا"],
}


@pytest.fixture
def taught(channel):
    knowledge.teach(channel=channel)
    return channel


def _best(channel, locale, text):
    found = find_known(
        channel=channel, locale=locale, text=text, reading=get_classifier().read(text)
    )
    return found[0].known.question if found and found[0].score >= LIKELY else None


@pytest.mark.parametrize(("locale", "right"), [("en", 8), ("de", 8), ("fr", 8), ("ar", 8)])
def test_what_it_was_taught_is_found_in_other_words(taught, locale, right):
    """Of nine questions so many are answered, and none with another entry."""
    place = ["en", "de", "fr", "ar"].index(locale)
    questions = [each["question"][place] for each in knowledge.read()["answers"]]

    found = {text: _best(taught, locale, text) for text, _entry in ASKED[locale]}

    meant = {text: questions[entry] for text, entry in ASKED[locale]}
    answered = {text: question for text, question in found.items() if question is not None}
    assert answered == {text: meant[text] for text in answered}
    assert len(answered) == right
    assert {text: _best(taught, locale, text) for text in UNASKED[locale]} == dict.fromkeys(
        UNASKED[locale]
    )


def test_teaching_twice_changes_nothing(taught):
    FaqEntry.objects.filter(locale="en").update(answer="Ours.")
    before = (FaqEntry.objects.count(), CustomIntent.objects.count())

    knowledge.teach(channel=taught)

    assert (FaqEntry.objects.count(), CustomIntent.objects.count()) == before == (36, 4)
    assert FaqEntry.objects.filter(answer="Ours.").count() == 9


def test_past_conversations_are_left_once(taught):
    count = conversations.remember_conversations(channel=taught)

    assert count == Conversation.objects.count() == 45
    assert conversations.remember_conversations(channel=taught) == 0
    for row in Conversation.objects.all():
        numbers = list(row.messages.values_list("number", flat=True))
        assert numbers == list(range(1, row.last_number + 1))
    assert Care.objects.exclude(waiting_since=None).count() == 1
    vain = list_unanswered(channel=taught, locale="en")
    assert vain[0].count == 9
    assert {vain[0].question, *vain[0].variants} == {
        "can you engrave a vase?",
        "do you engrave things?",
    }
    today = timezone.localdate()
    days = figures_by_day(channel=taught, since=today - timedelta(days=30), until=today)
    assert sum_up(days).conversations == 45
